package dev.connectivity.probe.dial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chains that one set of authorities was found to vouch for. Whoever shows the same bytes under the
 * same name again need not be looked at again: nothing but the time can change the outcome, and the
 * time is looked at.
 */
final class GoodChains {

    private record Validity(Instant from, Instant until) {

        boolean holds(Instant now) {
            return !now.isBefore(from) && !now.isAfter(until);
        }
    }

    /** A chain as it was shown, under a name. */
    record Shown(ByteBuffer digest) {}

    private final Map<Shown, Validity> good;

    /**
     * @param most that are remembered, those seen last; some 200 bytes each
     */
    GoodChains(int most) {
        this.good =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Shown, Validity> eldest) {
                        return size() > most;
                    }
                };
    }

    /**
     * @param name that the certificate was found to be for; empty where any would do
     */
    static Shown shown(X509Certificate[] chain, String authType, String name)
            throws CertificateException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((authType + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            for (X509Certificate certificate : chain) {
                digest.update(certificate.getEncoded());
            }
            return new Shown(ByteBuffer.wrap(digest.digest()));
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no SHA-256", e);
        }
    }

    synchronized boolean has(Shown shown, Instant now) {
        Validity validity = good.get(shown);
        return validity != null && validity.holds(now);
    }

    synchronized void add(Shown shown, X509Certificate[] chain) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (X509Certificate certificate : chain) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            from = begin.isAfter(from) ? begin : from;
            until = end.isBefore(until) ? end : until;
        }
        good.put(shown, new Validity(from, until));
    }
}
