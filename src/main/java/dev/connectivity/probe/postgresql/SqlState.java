package dev.connectivity.probe.postgresql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;

/**
 * The five characters by which PostgreSQL names an error; of all that a server says, the only thing
 * that is passed on.
 */
record SqlState(String code) {

    private static final String FORM = "[0-9A-Z]{5}";

    AttemptFailed failure() {
        return code.matches(FORM)
                ? new AttemptFailed(reason(), "SQLSTATE " + code)
                : new AttemptFailed(Reason.DatabaseError, "an error without a SQLSTATE");
    }

    private Reason reason() {
        return switch (code) {
            case "28P01" -> Reason.DatabaseAuthenticationFailed;
            // 42501: the role may not connect to this database.
            case "28000", "42501" -> Reason.DatabaseAccessRejected;
            case "3D000" -> Reason.DatabaseNotFound;
            case "53300" -> Reason.DatabaseConnectionsExhausted;
            case "57P03" -> Reason.DatabaseStarting;
            case "57P01", "57P02" -> Reason.DatabaseShuttingDown;
            case "25006" -> Reason.DatabaseReadOnly;
            // PostgreSQL itself says these only to clients that break its protocol; poolers say
            // them where they have no server for us, or do not know the database.
            case String other when other.startsWith("08") -> Reason.DatabaseProxyRefused;
            default -> Reason.DatabaseError;
        };
    }
}
