package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.dial.GoodChains.Shown;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts what {@code trust} accepts, and finds out what was wrong where it does not: the chain is
 * checked again without the name, so a name is only blamed where the chain by itself is good.
 *
 * <p>A patient one lets the handshake come to its end all the same, and remembers.
 */
final class CertificateJudge extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final GoodChains known;
    private final InstantSource clock;
    private final boolean patient;
    private Optional<RejectedCertificate> remembered = Optional.empty();

    /**
     * @param known what {@code trust} has accepted before
     */
    CertificateJudge(
            X509ExtendedTrustManager trust,
            GoodChains known,
            InstantSource clock,
            boolean patient) {
        this.trust = trust;
        this.known = known;
        this.clock = clock;
        this.patient = patient;
    }

    /** What a patient one should have refused. */
    Optional<RejectedCertificate> remembered() {
        return remembered;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        Shown shown = GoodChains.shown(chain, authType, name(engine));
        if (known.has(shown, clock.instant())) {
            return;
        }
        try {
            trust.checkServerTrusted(chain, authType, engine);
            known.add(shown, chain);
        } catch (CertificateException e) {
            RejectedCertificate rejection = rejection(chain, authType);
            if (!patient) {
                throw rejection;
            }
            remembered = Optional.of(rejection);
        }
    }

    private static String name(SSLEngine engine) {
        String check = engine.getSSLParameters().getEndpointIdentificationAlgorithm();
        return check == null || check.isEmpty() ? "" : engine.getPeerHost();
    }

    /** Without an engine no name is checked. */
    private RejectedCertificate rejection(X509Certificate[] chain, String authType) {
        try {
            trust.checkServerTrusted(chain, authType);
            return new RejectedCertificate(Reason.TLSNameMismatch, expiry(chain), "");
        } catch (CertificateException e) {
            return ofChain(chain, e);
        }
    }

    private RejectedCertificate ofChain(X509Certificate[] chain, CertificateException e) {
        Date end = chain[0].getNotAfter();
        if (end.toInstant().isBefore(clock.instant())) {
            return new RejectedCertificate(
                    Reason.TLSCertificateExpired, expiry(chain), ", expired at " + end.toInstant());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || is(cause, BasicReason.EXPIRED)) {
                return new RejectedCertificate(
                        Reason.TLSCertificateExpired, expiry(chain), ", an issuer's certificate");
            }
            if (cause instanceof CertPathBuilderException && cause.getCause() == null) {
                return new RejectedCertificate(Reason.TLSUntrustedIssuer, expiry(chain), "");
            }
        }
        return new RejectedCertificate(
                Reason.TLSHandshakeFailed, expiry(chain), ", certificate not valid");
    }

    /** Of the certificate that ends first. */
    static Fact.CertificateExpiry expiry(Certificate[] chain) {
        return new Fact.CertificateExpiry(
                Stream.of(chain)
                        .filter(X509Certificate.class::isInstance)
                        .map(certificate -> ((X509Certificate) certificate).getNotAfter())
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .toInstant());
    }

    private static boolean is(Throwable cause, BasicReason reason) {
        return cause instanceof CertPathValidatorException path && path.getReason() == reason;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("asked without a connection");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("asked without an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("serves no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("serves no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("serves no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
