package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import java.security.cert.CertificateException;

/** Carries what was found wrong through the TLS stack, which passes on nothing but exceptions. */
final class RejectedCertificate extends CertificateException {

    private final Reason reason;
    private final String detail;
    private final Fact.CertificateExpiry expiry;

    /**
     * @param expiry of the chain that was shown
     * @param detail safe to publish; follows the address, so it is empty or begins with a comma
     */
    RejectedCertificate(Reason reason, Fact.CertificateExpiry expiry, String detail) {
        super(reason.name());
        this.reason = reason;
        this.detail = detail;
        this.expiry = expiry;
    }

    Fact.CertificateExpiry expiry() {
        return expiry;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
