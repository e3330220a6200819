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
}
