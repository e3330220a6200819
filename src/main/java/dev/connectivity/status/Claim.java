package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;

/**
 * What one condition says now.
 *
 * @param message short sentences: what is wrong, and what to do next
 */
record Claim(Truth truth, Reason reason, String message) {

    /** A condition's status. */
    enum Truth {
        True,
        False,
        Unknown
    }

    static Claim yes(Reason reason, String message) {
        return new Claim(Truth.True, reason, message);
    }

    static Claim no(Reason reason, String message) {
        return new Claim(Truth.False, reason, message);
    }

    static Claim unknown(Reason reason, String message) {
        return new Claim(Truth.Unknown, reason, message);
    }
}
