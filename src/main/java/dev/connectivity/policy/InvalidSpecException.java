package dev.connectivity.policy;

/**
 * A spec that cannot be read. Its message names the field and says what to change, without any
 * value.
 */
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String demand;

    InvalidSpecException(String demand) {
        super(demand);
        this.demand = demand;
    }

    /** The message, which always is there. */
    public String demand() {
        return demand;
    }
}
