package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
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
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts what {@code trust} accepts, and finds out what was wrong where it does not: the chain is
 * checked again without the name, so a name is only blamed where the chain by itself is good.
 *
 * <p>A patient one lets the handshake come to its end all the same, and remembers.
 */
final class CertificateJudge extends X509ExtendedTrustManager {

    private static final String NO_NAME_CHECK = "";

    private final X509ExtendedTrustManager trust;
    private final InstantSource clock;
    private final boolean patient;
    private Optional<RejectedCertificate> remembered = Optional.empty();

    CertificateJudge(X509ExtendedTrustManager trust, InstantSource clock, boolean patient) {
        this.trust = trust;
        this.clock = clock;
        this.patient = patient;
    }

    /** What a patient one should have refused. */
    Optional<RejectedCertificate> remembered() {
        return remembered;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            RejectedCertificate rejection = rejection(chain, authType, (SSLSocket) socket);
            if (!patient) {
                throw rejection;
            }
            remembered = Optional.of(rejection);
        }
    }

    private RejectedCertificate rejection(
            X509Certificate[] chain, String authType, SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(NO_NAME_CHECK);
        socket.setSSLParameters(parameters);
        try {
            trust.checkServerTrusted(chain, authType, socket);
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
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("asked without a socket");
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
