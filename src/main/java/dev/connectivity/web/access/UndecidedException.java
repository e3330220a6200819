package dev.connectivity.web.access;

/** The API server did not say who asks, or what they may see; so nothing is shown. */
public final class UndecidedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String told;

    UndecidedException(String what, Throwable cause) {
        this(
                cause,
                "The Kubernetes API server did not say who you are and what you may see ("
                        + what
                        + "), so nothing is shown. Try again in a few seconds.");
    }

    private UndecidedException(Throwable cause, String told) {
        super(told, cause);
        this.told = told;
    }

    /** What whoever asked may be told. */
    public String told() {
        return told;
    }
}
