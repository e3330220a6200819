package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that an attempt learned besides whether it was answered as asked; bounded words and
 * numbers only, never a body, a banner or anything from a Secret.
 */
public sealed interface Fact {

    /**
     * The certificate chain that the server showed.
     *
     * @param notAfter of the certificate that expires first
     */
    record CertificateExpiry(Instant notAfter) implements Fact {}

    /**
     * How one address family of a name fared that has addresses of both.
     *
     * @param took until it was connected or failed; zero where it was not tried
     */
    record FamilyTried(Family family, Tried tried, Duration took) implements Fact {}

    /**
     * Where a name led, all of it checked.
     *
     * @param name absolute
     */
    record Placed(String name, List<InetAddress> addresses) implements Fact {}

    /** As their protocols are called. */
    enum Family {
        IPv4,
        IPv6
    }

    /** What became of a connect to one family. */
    sealed interface Tried {

        record Connected() implements Tried {}

        record Failed(Reason reason) implements Tried {}

        /** This machine has no way into networks of that family, which says nothing of the name. */
        record NotTried() implements Tried {}
    }

    /**
     * Name servers that did not resolve the name.
     *
     * @param address as {@code 10.96.0.10}, with a port where it is not 53; several joined by a
     *     comma
     */
    record NameServer(String address) implements Fact {}

    /**
     * How the connections that a database server offers are used, as far as the login may see.
     *
     * @param max what the server is set to accept
     * @param reserved those of them that only privileged logins get
     * @param used client connections now, this attempt's own not counted
     * @param idle those of them that do nothing
     * @param idleInTransaction those that hold a transaction open and do nothing
     * @param waiting those that wait for a lock
     * @param sameUser those of the login that the attempt was made with
     */
    record ConnectionUse(
            int max,
            int reserved,
            int used,
            int idle,
            int idleInTransaction,
            int waiting,
            int sameUser)
            implements Fact {

        /** What unprivileged logins get of it. */
        public int usable() {
            return Math.max(0, max - reserved);
        }
    }

    /**
     * Who holds the connections of a database server, as far as the login may see; this attempt's
     * own is left out. Those that hold the most are named, where their names are harmless words;
     * the others are one number.
     *
     * @param users by account; empty where nothing was told
     * @param applications by what the clients call themselves; empty where nothing was told
     */
    record ConnectionHolders(Map<String, Integer> users, Map<String, Integer> applications)
            implements Fact {}

    /**
     * The database server that answered.
     *
     * @param version numbers and dots only, as in {@code 18.1} or {@code 10.11.19}
     */
    record DatabaseServer(Product product, String version) implements Fact {

        /** What it says it is. */
        public enum Product {
            PostgreSQL,
            MySQL,
            MariaDB
        }
    }

    /** Whether a database server takes writes. */
    record DatabaseRole(Standing standing) implements Fact {

        /** Why it does or does not. */
        public enum Standing {
            Writable,
            /** In recovery: it follows a primary, or is a standby. */
            Replica,
            /** Set to be. */
            ReadOnly
        }
    }

    /**
     * How far a replica is behind its primary, as it knows itself: nothing where all that it
     * received is applied and its connection to the primary stands.
     */
    record ReplicationLag(Duration lag) implements Fact {}
}
