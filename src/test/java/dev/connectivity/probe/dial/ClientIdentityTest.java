package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.testing.TestCertificates;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ClientIdentityTest {

    private static final String[] EC = {"EC", "RSA"};
    private static final Socket SOCKET = new Socket();

    @Test
    void aCertificateIsShownWhereItsKindIsAskedFor() throws MalformedPemException {
        ClientIdentity identity =
                new ClientIdentity(
                        Optional.of(
                                Pem.identity(
                                        TestCertificates.certificatePem(TestCertificates.GOOD),
                                        TestCertificates.keyPem(TestCertificates.GOOD))));
        String alias = identity.chooseClientAlias(EC, null, SOCKET);

        assertThat(identity.getCertificateChain(alias)).hasSize(2);
        assertThat(identity.missed(SOCKET)).isFalse();
        assertThat(identity.chooseClientAlias(new String[] {"EdDSA"}, null, SOCKET)).isNull();
        assertThat(identity.missed(SOCKET)).isTrue();
    }

    @Test
    void onlyAServerThatAskedCanMissACertificate() {
        ClientIdentity identity = new ClientIdentity(Optional.empty());
        assertThat(identity.missed(SOCKET)).isFalse();
        assertThat(identity.chooseClientAlias(EC, null, SOCKET)).isNull();
        assertThat(identity.missed(SOCKET)).isTrue();
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
    void anAlertThatWeSentIsNotTheServers() {
        SSLHandshakeException ours = new SSLHandshakeException("(unknown_ca) no path to a root");
        assertThat(Alerts.aboutCertificate(ours)).isEmpty();
    }
}
