package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import java.security.cert.CertificateException;

/** Carries what was found wrong through the TLS stack, which passes on nothing but exceptions. */
final class RejectedCertificate extends CertificateException {

    private final Reason reason;
    private final String detail;

    /**
     * @param detail safe to publish; follows the address, so it is empty or begins with a comma
     */
    RejectedCertificate(Reason reason, String detail) {
        super(reason.name());
        this.reason = reason;
        this.detail = detail;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
