package dev.connectivity.web.access;

/**
 * The API server did not say who asks, or what they may see; so nothing is shown. The message is
 * fit to be shown to whoever asked.
 */
public final class UndecidedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidedException(String what, Throwable cause) {
        super(
                "The Kubernetes API server did not say who you are and what you may see ("
                        + what
                        + "), so nothing is shown. Try again in a few seconds.",
                cause);
    }
}
