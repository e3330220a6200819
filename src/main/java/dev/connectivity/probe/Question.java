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

    /**
     * Does it say of itself that it serves.
     *
     * @param tls empty: in plain text
     * @param service empty: the server as a whole
     */
    record Grpc(Address address, Optional<TlsOptions> tls, String service) implements Question {}

    /**
     * Does it let us in and answer a ping.
     *
     * @param tls where the server demands it
     */
    record Nats(Address address, TlsOptions tls, Optional<Login> login) implements Question {}

    /**
     * Does it greet us, and answer our greeting.
     *
     * @param tls empty: in plain text
     */
    record Smtp(Address address, Optional<TlsOptions> tls) implements Question {}

    /** Does it let us in and answer {@code SELECT 1}. */
    record PostgreSql(Address address, Tls tls, String database, Login login) implements Question {}

    /**
     * Does it answer {@code PING}.
     *
     * @param tls empty: in plain text
     * @param login empty: none is tried
     */
    record Redis(Address address, Optional<TlsOptions> tls, Optional<Login> login)
            implements Question {}

    /**
     * Does it open a virtual host; without a login: does it offer one.
     *
     * @param tls empty: in plain text
     * @param virtualHost at most 255 bytes
     * @param login empty: none is tried
     */
    record Amqp(
            Address address, Optional<TlsOptions> tls, String virtualHost, Optional<Login> login)
            implements Question {}

    /**
     * Does a broker know its cluster.
     *
     * @param tls empty: in plain text
     * @param login empty: none is tried
     */
    record Kafka(Address address, Optional<TlsOptions> tls, Optional<Login> login)
            implements Question {}

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

    /** A name, empty where the secret stands alone, and the secret; its text shows neither. */
    record Login(String username, String password) {

        @Override
        public String toString() {
            return "Login[***]";
        }
    }
}
