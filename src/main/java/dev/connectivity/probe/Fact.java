package dev.connectivity.probe;

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
