package dev.connectivity.probe.dial;

import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Authority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom we trust and who we are, as a TLS library wants it. */
final class TlsContexts {

    /** Policies share a few authorities. */
    private static final int MOST_KEPT = 64;

    /** 3 MiB, with room for every target of a large operator. */
    private static final int MOST_CHAINS = 16_384;

    /** Of an authority that a policy declares: 200 KiB, so 13 MiB for all that are kept. */
    private static final int MOST_CHAINS_OF_ONE = 1_024;

    /** With {@code identity} as its only identity. */
    record Ready(TlsEngines engines, ClientIdentity identity) {}

    private record Key(TlsOptions options, boolean byRuntime) {}

    private final X509ExtendedTrustManager trust;
    private final InstantSource clock;
    private final GoodChains known = new GoodChains(MOST_CHAINS);

    private final Map<Key, Ready> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Ready> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    TlsContexts(X509ExtendedTrustManager trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Making one costs about as much as a handshake. With a private key it is not kept.
     *
     * @param byRuntime by the JDK even where the native library would do
     */
    Ready of(TlsOptions options, boolean byRuntime) {
        if (options.identity().isPresent()) {
            return make(options, byRuntime, judge(options, false));
        }
        Key key = new Key(options.forAnotherServer(), byRuntime);
        synchronized (kept) {
            return kept.computeIfAbsent(key, _ -> make(options, byRuntime, judge(options, false)));
        }
    }

    /** One that remembers a certificate that is not as demanded; for a single handshake. */
    record Patient(Ready ready, CertificateJudge judge) {}

    Patient patient(TlsOptions options, boolean byRuntime) {
        CertificateJudge judge = judge(options, true);
        return new Patient(make(options, byRuntime, judge), judge);
    }

    private CertificateJudge judge(TlsOptions options, boolean patient) {
        Optional<Authority> own = options.authority();
        return new CertificateJudge(
                own.map(TlsContexts::only).orElse(trust),
                own.isEmpty() ? known : new GoodChains(MOST_CHAINS_OF_ONE),
                clock,
                patient);
    }

    private static Ready make(TlsOptions options, boolean byRuntime, CertificateJudge judge) {
        TrustManager decides =
                switch (options.verification()) {
                    case Full, Chain -> judge;
                    case None -> new AnyCertificate();
                };
        ClientIdentity identity = new ClientIdentity(options.identity());
        return new Ready(
                byRuntime || !NativeTls.can(options)
                        ? RuntimeTls.of(options, identity, decides)
                        : NativeTls.of(options, identity, decides),
                identity);
    }

    private static X509ExtendedTrustManager only(Authority authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : authority.certificates()) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
            return TlsClient.trusting(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The Java runtime cannot hold certificates", e);
        }
    }
}
