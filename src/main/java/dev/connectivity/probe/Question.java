package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
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

    /**
     * Does a name server have a record of the name.
     *
     * @param address the name that is asked for, and the usual port of name servers
     * @param server empty: those of this machine, with the search list of a pod in the policy's
     *     namespace; otherwise the name is asked for as it is written
     */
    record Dns(Address address, RecordType type, Optional<Address> server) implements Question {}

    /** Does it let us in and answer {@code SELECT 1}. */
    record PostgreSql(Address address, Tls tls, String database, Login login) implements Question {}

    /** How to protect a PostgreSQL connection; libpq's words for {@code sslmode}. */
    enum Tls {
        Disable,
        /** TLS where the server offers it. */
        Prefer,
        /** TLS, with whatever certificate. */
        Require,
        /** TLS, with a certificate that an authority vouches for. */
        VerifyCa,
        /** The same, and for the name that was asked. */
        VerifyFull
    }

    /** A name and a secret; its text shows neither. */
    record Login(String username, String password) {

        @Override
        public String toString() {
            return "Login[***]";
        }
    }
}
