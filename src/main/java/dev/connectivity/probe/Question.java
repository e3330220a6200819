package dev.connectivity.probe;

import dev.connectivity.policy.Upstream.Http;
import java.util.Optional;

/** What to ask of the network; one record per protocol, all that the protocol's probe needs. */
public sealed interface Question {

    Address address();

    /**
     * The same question asked on behalf of no namespace, where its answer is the same for all of
     * them: one that holds nothing of a Secret, about an address outside of the cluster. Empty
     * where it is not known to be so.
     */
    default Optional<Question> forAnyone() {
        return Optional.empty();
    }

    /** Can a connection be made. */
    record Tcp(Address address) implements Question {
        @Override
        public Optional<Question> forAnyone() {
            return address.forAnyone().map(Tcp::new);
        }
    }

    /**
     * Does it answer a request.
     *
     * @param target of the request line: path and query, beginning with {@code /}
     * @param tls empty: in plain text
     */
    record HttpRequest(Address address, Optional<TlsOptions> tls, String target, Http http)
            implements Question {
        @Override
        public Optional<Question> forAnyone() {
            return tls.stream().allMatch(TlsOptions::holdsNoSecret)
                    ? address.forAnyone().map(any -> new HttpRequest(any, tls, target, http))
                    : Optional.empty();
        }
    }

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
