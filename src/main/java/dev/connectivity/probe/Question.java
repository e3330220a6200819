package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.api.v1alpha1.TlsSpec.StartTls;
import dev.connectivity.policy.Upstream.Http;
import java.util.List;
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

    /** Where does a name lead, of what may be connected to; nothing is connected to. */
    record Place(Address address) implements Question {
        @Override
        public Optional<Question> forAnyone() {
            return address.forAnyone().map(Place::new);
        }
    }

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

        @Override
        public Optional<Question> forAnyone() {
            return tls.stream().allMatch(TlsOptions::holdsNoSecret)
                            && headers.stream().noneMatch(Header::secret)
                    ? address.forAnyone()
                            .map(any -> new HttpRequest(any, tls, target, http, headers))
                    : Optional.empty();
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

    /**
     * Does a name server have a record of the name.
     *
     * @param address the name that is asked for, and the usual port of name servers
     * @param server empty: those of this machine, with the search list of a pod in the policy's
     *     namespace; otherwise the name is asked for as it is written
     */
    record Dns(Address address, RecordType type, Optional<Address> server) implements Question {}

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

    /** Does a PostgreSQL server let us in, answer {@code SELECT 1}, and fulfil what is demanded. */
    record PostgreSql(Address address, DatabaseSession session) implements Question {}

    /** The same of a MySQL or MariaDB server. */
    record MySql(Address address, DatabaseSession session) implements Question {}
}
