package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;

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
     * How the connections that a database server offers are used, as far as the login may see.
     *
     * @param max what the server is set to accept
     * @param reserved those of them that only privileged logins get
     * @param used client connections now, this attempt's own not counted
     * @param idle those of them that do nothing
     * @param idleInTransaction those that hold a transaction open and do nothing
     * @param waiting those that wait for a lock
     */
    record ConnectionUse(
            int max, int reserved, int used, int idle, int idleInTransaction, int waiting)
            implements Fact {}
}
