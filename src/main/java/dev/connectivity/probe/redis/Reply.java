package dev.connectivity.probe.redis;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import java.util.Set;

/** What a server answers to a command without data. */
sealed interface Reply {

    record Status(String text) implements Reply {}

    /** A code word and a sentence; the sentence goes nowhere. */
    record Error(String text) implements Reply {

        /** Answers to a login, or to its absence. */
        private static final Set<String> REFUSALS = Set.of("NOAUTH", "WRONGPASS", "NOPERM");

        /** Those that Redis and its proxies are documented to give. */
        private static final Set<String> CODES =
                Set.of(
                        "BUSY",
                        "CLUSTERDOWN",
                        "DENIED",
                        "ERR",
                        "LOADING",
                        "MASTERDOWN",
                        "MISCONF",
                        "NOREPLICAS",
                        "OOM",
                        "READONLY",
                        "TRYAGAIN",
                        "UNKILLABLE");

        private static final String FULL = "max number of clients";

        /** Whatever a server has against the login itself comes as a plain ERR. */
        AttemptFailed onLogin() {
            return code().equals("ERR") && !isFull()
                    ? new AttemptFailed(Reason.AuthenticationRejected, "ERR to AUTH")
                    : onQuestion();
        }

        AttemptFailed onQuestion() {
            String code = code();
            if (REFUSALS.contains(code)) {
                return new AttemptFailed(Reason.AuthenticationRejected, code);
            }
            if (isFull()) {
                return new AttemptFailed(Reason.ServerError, "ERR " + FULL);
            }
            return new AttemptFailed(
                    Reason.ServerError, CODES.contains(code) ? code : "an unknown error code");
        }

        private String code() {
            int end = text.indexOf(' ');
            return end < 0 ? text : text.substring(0, end);
        }

        private boolean isFull() {
            return text.startsWith("ERR " + FULL);
        }
    }
}
