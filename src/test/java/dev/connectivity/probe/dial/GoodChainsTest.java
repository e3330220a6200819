package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.dial.GoodChains.Shown;
import dev.connectivity.testing.TestCertificates;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodChainsTest {

    private static final X509Certificate[] CHAIN = chain(TestCertificates.GOOD);
    private static final Instant NOW = Instant.now();

    private final GoodChains known = new GoodChains(2);

    @Test
    void aChainIsGoodUnderTheNameItWasFoundGoodFor() throws CertificateException {
        known.add(shown(CHAIN, "localhost"), CHAIN);

        assertThat(known.has(shown(CHAIN, "localhost"), NOW)).isTrue();
        assertThat(known.has(shown(CHAIN, "shop.test"), NOW)).isFalse();
        assertThat(known.has(shown(CHAIN, ""), NOW)).isFalse();
    }

    @Test
    void anotherChainIsNot() throws CertificateException {
        known.add(shown(CHAIN, "localhost"), CHAIN);
        X509Certificate[] leafAlone = {CHAIN[0]};

        assertThat(known.has(shown(chain(TestCertificates.RSA), "localhost"), NOW)).isFalse();
        assertThat(known.has(shown(leafAlone, "localhost"), NOW)).isFalse();
    }

    @Test
    void itIsNotBeforeNorAfterItsTime() throws CertificateException {
        Shown shown = shown(CHAIN, "localhost");
        known.add(shown, CHAIN);

        assertThat(known.has(shown, NOW.plus(Duration.ofDays(80)))).isTrue();
        assertThat(known.has(shown, NOW.plus(Duration.ofDays(4_000)))).isFalse();
        assertThat(known.has(shown, NOW.minus(Duration.ofDays(4_000)))).isFalse();
    }

    @Test
    void thoseSeenLastAreRemembered() throws CertificateException {
        for (String name : List.of("a", "b")) {
            known.add(shown(CHAIN, name), CHAIN);
        }
        assertThat(known.has(shown(CHAIN, "a"), NOW)).isTrue();
        known.add(shown(CHAIN, "c"), CHAIN);

        assertThat(known.has(shown(CHAIN, "a"), NOW)).isTrue();
        assertThat(known.has(shown(CHAIN, "b"), NOW)).isFalse();
    }

    private static Shown shown(X509Certificate[] chain, String name) throws CertificateException {
        return GoodChains.shown(chain, "ECDHE_ECDSA", name);
    }

    private static X509Certificate[] chain(String alias) {
        try {
            return Pem.identity(
                            TestCertificates.certificatePem(alias), TestCertificates.keyPem(alias))
                    .chain()
                    .toArray(X509Certificate[]::new);
        } catch (MalformedPemException e) {
            throw new AssertionError(e);
        }
    }
}
