package dev.connectivity.policy;

/** A spec that cannot be read. Its message names the field and says what to change, without any value. */
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSpecException(String message) {
        super(message);
    }
}
