package dev.connectivity.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.testing.TestCertificates;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    /** Version, algorithm with curve, and the head of the octets: what SEC 1 does without. */
    private static final int PKCS8_HEAD_EC = 26;

    private static final int PKCS8_HEAD_RSA = 26;

    @Test
    void aBundleIsReadWholeAndWhatStandsAroundItIsIgnored() throws MalformedPemException {
        String bundle =
                "# the company's\n"
                        + TestCertificates.certificatePem(TestCertificates.AUTHORITY)
                        + "and another's\n"
                        + TestCertificates.certificatePem(TestCertificates.STRANGER);

        assertThat(Pem.authority(bundle).certificates()).hasSize(2);
        assertThat(Pem.authority(bundle)).isEqualTo(Pem.authority(bundle.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestCertificates.GOOD, TestCertificates.RSA})
    void aKeyInPkcs8IsRead(String alias) throws MalformedPemException {
        var identity =
                Pem.identity(
                        TestCertificates.certificatePem(alias), TestCertificates.keyPem(alias));

        assertThat(identity.key()).isEqualTo(TestCertificates.privateKey(alias));
        assertThat(identity.chain()).hasSize(2);
        assertThat(identity).hasToString("Identity[***]");
    }

    @Test
    void anRsaKeyInPkcs1IsReadAsCertManagerWritesIt() throws MalformedPemException {
        byte[] pkcs8 = TestCertificates.privateKey(TestCertificates.RSA).getEncoded();
        String key =
                TestCertificates.pem(
                        "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD_RSA, pkcs8.length));

        assertThat(Pem.identity(chain(TestCertificates.RSA), key).key())
                .isEqualTo(TestCertificates.privateKey(TestCertificates.RSA));
    }

    @Test
    void anEcKeyInSec1IsReadAsCertManagerWritesIt() throws MalformedPemException {
        var expected = (ECPrivateKey) TestCertificates.privateKey(TestCertificates.GOOD);

        assertThat(Pem.identity(chain(TestCertificates.GOOD), sec1(true)).key())
                .isInstanceOfSatisfying(
                        ECPrivateKey.class, it -> assertThat(it.getS()).isEqualTo(expected.getS()));
    }

    @Test
    void anEcKeyWithoutItsCurveIsRefused() {
        assertThatThrownBy(() -> Pem.identity(chain(TestCertificates.GOOD), sec1(false)))
                .isInstanceOf(MalformedPemException.class)
                .hasMessage("its private key does not name its curve");
    }

    /** The octets of P-256's secret number, in the frame of RFC 5915. */
    private static String sec1(boolean withCurve) {
        byte[] pkcs8 = TestCertificates.privateKey(TestCertificates.GOOD).getEncoded();
        String hex = HexFormat.of().formatHex(pkcs8, PKCS8_HEAD_EC, pkcs8.length);
        String number = hex.substring(hex.indexOf("0201010420") + 10).substring(0, 64);
        String content = "0201010420" + number;
        String next = withCurve ? "a00a06082a8648ce3d030107" : "a10403020000";
        String body = content + next;
        return TestCertificates.pem(
                "EC PRIVATE KEY",
                HexFormat.of().parseHex("30%02x".formatted(body.length() / 2) + body));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        for (String other : new String[] {TestCertificates.STRANGER, TestCertificates.RSA}) {
            assertThatThrownBy(
                            () ->
                                    Pem.identity(
                                            chain(TestCertificates.GOOD),
                                            TestCertificates.keyPem(other)))
                    .isInstanceOf(MalformedPemException.class)
                    .hasMessage("its private key is not the certificate's");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cr3t",
                "-----BEGIN CERTIFICATE-----\ns3cr3t\n",
                "-----BEGIN CERTIFICATE-----\nczNjcjN0\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n"
            })
    void whatIsNoCertificateIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Pem.authority(text))
                .isInstanceOf(MalformedPemException.class)
                .message()
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void whatIsNoKeyIsRefused(String label) {
        for (String bytes : new String[] {"", "30", "3084ffffffff", "302002", "30030201013084"}) {
            String key = TestCertificates.pem(label, HexFormat.of().parseHex(bytes));
            assertThatThrownBy(() -> Pem.identity(chain(TestCertificates.GOOD), key))
                    .isInstanceOf(MalformedPemException.class);
        }
    }

    @Test
    void anEncryptedKeyIsCalledThat() {
        String key = TestCertificates.pem("ENCRYPTED PRIVATE KEY", new byte[] {1});
        assertThatThrownBy(() -> Pem.identity(chain(TestCertificates.GOOD), key))
                .hasMessage("its private key is encrypted");
    }

    @Test
    void moreThanAnyBundleIsNotRead() {
        assertThatThrownBy(() -> Pem.authority("x".repeat(256 * 1024 + 1)))
                .hasMessage("it has more than 262144 characters");
    }

    private static String chain(String alias) {
        return TestCertificates.certificatePem(alias);
    }
}
