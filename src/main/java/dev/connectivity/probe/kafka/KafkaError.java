package dev.connectivity.probe.kafka;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;

/** The number by which Kafka names an error; the text beside it goes nowhere. */
record KafkaError(int number) {

    static final int NONE = 0;
    static final int UNSUPPORTED_SASL_MECHANISM = 33;
    static final int ILLEGAL_SASL_STATE = 34;
    static final int UNSUPPORTED_VERSION = 35;
    static final int SASL_AUTHENTICATION_FAILED = 58;

    AttemptFailed failure() {
        return new AttemptFailed(reason(), ("error " + number + " " + word()).strip());
    }

    private Reason reason() {
        return switch (number) {
            case UNSUPPORTED_SASL_MECHANISM, SASL_AUTHENTICATION_FAILED ->
                    Reason.AuthenticationRejected;
            default -> Reason.ServerError;
        };
    }

    /** Those that the requests asked here are documented to give. */
    private String word() {
        return switch (number) {
            case -1 -> "UNKNOWN_SERVER_ERROR";
            case UNSUPPORTED_SASL_MECHANISM -> "UNSUPPORTED_SASL_MECHANISM";
            case ILLEGAL_SASL_STATE -> "ILLEGAL_SASL_STATE";
            case UNSUPPORTED_VERSION -> "UNSUPPORTED_VERSION";
            case 42 -> "INVALID_REQUEST";
            case SASL_AUTHENTICATION_FAILED -> "SASL_AUTHENTICATION_FAILED";
            default -> "";
        };
    }
}
