package dev.connectivity.probe;

import dev.connectivity.policy.Upstream.Http;
import java.util.Optional;

/** What to ask of the network; one record per protocol, all that the protocol's probe needs. */
public sealed interface Question {

    Address address();

    /** Can a connection be made. */
    record Tcp(Address address) implements Question {}

    /**
     * Does it answer a request.
     *
     * @param target of the request line: path and query, beginning with {@code /}
     * @param tls empty: in plain text
     */
    record HttpRequest(Address address, Optional<TlsOptions> tls, String target, Http http)
            implements Question {}

    /** Does a PostgreSQL server let us in, answer {@code SELECT 1}, and fulfil what is demanded. */
    record PostgreSql(Address address, DatabaseSession session) implements Question {}

    /** The same of a MySQL or MariaDB server. */
    record MySql(Address address, DatabaseSession session) implements Question {}
}
