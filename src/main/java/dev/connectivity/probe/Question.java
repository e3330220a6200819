package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.policy.Upstream.Http;
import java.util.List;
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
     * @param headers to send, their values resolved
     */
    record HttpRequest(
            Address address,
            Optional<TlsOptions> tls,
            String target,
            Http http,
            List<Header> headers)
            implements Question {

        public HttpRequest(Address address, Optional<TlsOptions> tls, String target, Http http) {
            this(address, tls, target, http, List.of());
        }
    }

    /**
     * Does it open a WebSocket.
     *
     * @param handshake of which method, status and body are of no effect
     */
    record WebSocket(HttpRequest handshake) implements Question {

        @Override
        public Address address() {
            return handshake.address();
        }
    }

    /**
     * Does it complete a TLS handshake.
     *
     * @param startTls empty: TLS from the first byte
     */
    record TlsHandshake(Address address, TlsOptions tls, Optional<StartTls> startTls)
            implements Question {}

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

    /**
     * One header field to send; its text does not show the value.
     *
     * @param secret from a Secret, so for the asked origin alone
     */
    record Header(String name, String value, boolean secret) {

        @Override
        public String toString() {
            return name + ": ***";
        }
    }
}
