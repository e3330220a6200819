package dev.connectivity.probe.dial;

import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Authority;
import dev.connectivity.probe.TlsOptions.Verification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom we trust and who we are, as the JDK's TLS wants it. */
final class TlsContexts {

    /** With {@code identity} as its only identity. */
    record Ready(SSLContext context, ClientIdentity identity) {}

    private final X509ExtendedTrustManager trust;
    private final InstantSource clock;
    private final Map<Verification, Ready> shared = new ConcurrentHashMap<>();

    TlsContexts(X509ExtendedTrustManager trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /** Making one costs about as much as a handshake; what comes from Secrets is not kept. */
    Ready of(TlsOptions options) {
        return options.holdsNoSecret()
                ? shared.computeIfAbsent(options.verification(), _ -> make(options))
                : make(options);
    }

    /** One that remembers a certificate that is not as demanded; for a single handshake. */
    record Patient(Ready ready, CertificateJudge judge) {}

    Patient patient(TlsOptions options) {
        CertificateJudge judge = judge(options, true);
        return new Patient(make(options, judge), judge);
    }

    private Ready make(TlsOptions options) {
        return make(options, judge(options, false));
    }

    private CertificateJudge judge(TlsOptions options, boolean patient) {
        return new CertificateJudge(
                options.authority().map(TlsContexts::only).orElse(trust), clock, patient);
    }

    private static Ready make(TlsOptions options, CertificateJudge judge) {
        TrustManager decides =
                switch (options.verification()) {
                    case Full, Chain -> judge;
                    case None -> new AnyCertificate();
                };
        ClientIdentity identity = new ClientIdentity(options.identity());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[] {decides}, null);
            context.getClientSessionContext().setSessionCacheSize(1);
            return new Ready(context, identity);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no TLS", e);
        }
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
