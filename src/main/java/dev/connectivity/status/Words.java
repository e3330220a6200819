package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;

/** Phrases that more than one message uses. */
final class Words {

    private Words() {}

    static String andMore(String message, int others) {
        return others == 0 ? message : message + " (and " + others + " more)";
    }

    /** {@code 1 change}, {@code 2 changes}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A reason, and the details where there are any. */
    static String why(Reason reason, String detail) {
        return detail.isEmpty() ? reason.name() : reason + " (" + detail + ")";
    }
}
