package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.testing.TestCertificates;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ClientIdentityTest {

    private static final String[] EC = {"EC", "RSA"};
    private static final SSLEngine ENGINE = engine();

    private static SSLEngine engine() {
        try {
            return SSLContext.getDefault().createSSLEngine();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCertificateIsShownWhereItsKindIsAskedFor() throws MalformedPemException {
        ClientIdentity identity =
                new ClientIdentity(
                        Optional.of(
                                Pem.identity(
                                        TestCertificates.certificatePem(TestCertificates.GOOD),
                                        TestCertificates.keyPem(TestCertificates.GOOD))));
        String alias = identity.chooseEngineClientAlias(EC, null, ENGINE);

        assertThat(identity.getCertificateChain(alias)).hasSize(2);
        assertThat(identity.missed(ENGINE)).isFalse();
        assertThat(identity.chooseEngineClientAlias(new String[] {"EdDSA"}, null, ENGINE)).isNull();
        assertThat(identity.missed(ENGINE)).isTrue();
    }

    @Test
    void onlyAServerThatAskedCanMissACertificate() {
        ClientIdentity identity = new ClientIdentity(Optional.empty());
        assertThat(identity.missed(ENGINE)).isFalse();
        assertThat(identity.chooseEngineClientAlias(EC, null, ENGINE)).isNull();
        assertThat(identity.missed(ENGINE)).isTrue();
    }

    @Test
    void aMissedCertificateIsRejectedAndSoIsOneThatAnAlertNames() {
        Address address = new Address("api", 443, "shop");
        assertThat(
                        Failures.ofHandshake(address, Reason.ResponseTimeout)
                                .on(new MissedIdentity())
                                .outcome())
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.TLSClientCertificateRejected,
                                "api:443, a client certificate is wanted and none is given"));
        assertThat(
                        Failures.ofExchange(address, Reason.ResponseTimeout)
                                .on(
                                        new SSLHandshakeException(
                                                "(unknown_ca) Received fatal alert: unknown_ca"))
                                .outcome())
                .isEqualTo(
                        new Outcome.Failed(
                                Reason.TLSClientCertificateRejected,
                                "api:443, TLS alert unknown_ca"));
    }

    @Test
    void theNativeLibraryTellsAlertsByNumber() {
        assertThat(
                        Alerts.aboutCertificate(
                                new SSLHandshakeException(
                                        "error:1000045c:SSL"
                                            + " routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED")))
                .contains("certificate_required");
        assertThat(
                        Alerts.aboutCertificate(
                                new SSLHandshakeException(
                                        "error:10000410:SSL"
                                            + " routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE")))
                .isEmpty();
    }

    @Test
    void anAlertThatWeSentIsNotTheServers() {
        SSLHandshakeException ours = new SSLHandshakeException("(unknown_ca) no path to a root");
        assertThat(Alerts.aboutCertificate(ours)).isEmpty();
    }
}
