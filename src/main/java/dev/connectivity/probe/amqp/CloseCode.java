package dev.connectivity.probe.amqp;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;

/** The number by which AMQP says why a connection ends; the text beside it goes nowhere. */
record CloseCode(int number) {

    AttemptFailed failure() {
        Reason reason = number == 403 ? Reason.AuthenticationRejected : Reason.ServerError;
        return new AttemptFailed(reason, (number + " " + word()).strip());
    }

    /** The constants of the specification that can close a connection. */
    private String word() {
        return switch (number) {
            case 320 -> "CONNECTION_FORCED";
            case 402 -> "INVALID_PATH";
            case 403 -> "ACCESS_REFUSED";
            case 501 -> "FRAME_ERROR";
            case 502 -> "SYNTAX_ERROR";
            case 503 -> "COMMAND_INVALID";
            case 504 -> "CHANNEL_ERROR";
            case 505 -> "UNEXPECTED_FRAME";
            case 506 -> "RESOURCE_ERROR";
            case 530 -> "NOT_ALLOWED";
            case 540 -> "NOT_IMPLEMENTED";
            case 541 -> "INTERNAL_ERROR";
            default -> "";
        };
    }
}
