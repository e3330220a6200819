package dev.connectivity.probe.mysql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;

/**
 * The number by which MySQL and MariaDB name an error; of all that a server says, the only thing
 * that is passed on.
 */
record ErrorNumber(int number) {

    AttemptFailed failure() {
        return new AttemptFailed(reason(), "error " + number);
    }

    private Reason reason() {
        return switch (number) {
            // wrong password; none given where one is set; one that expired
            case 1045, 1698, 1862 -> Reason.DatabaseAuthenticationFailed;
            // not to this database; not from this host; the account is locked, in MySQL, in MariaDB
            case 1044, 1130, 3118, 4151 -> Reason.DatabaseAccessRejected;
            case 1049 -> Reason.DatabaseNotFound;
            // of the server; of all accounts, each; of this account
            case 1040, 1203, 1226 -> Reason.DatabaseConnectionsExhausted;
            case 1053 -> Reason.DatabaseShuttingDown;
            case 1290, 1836 -> Reason.DatabaseReadOnly;
            case 1129 -> Reason.DatabaseSourceBlocked;
            // numbers of clients, and ProxySQL's own: said by a proxy of its server
            case 2002, 2003, 2013, 9001 -> Reason.DatabaseProxyRefused;
            case 3159 -> Reason.DatabaseTLSRequired;
            default -> Reason.DatabaseError;
        };
    }
}
