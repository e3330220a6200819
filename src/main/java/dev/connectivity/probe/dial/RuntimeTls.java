package dev.connectivity.probe.dial;

import dev.connectivity.probe.TlsOptions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The JDK's TLS, which knows more ciphers and kinds of keys than the native library. */
final class RuntimeTls implements TlsEngines {

    private static final int PORTS = 1 << 16;

    private final SSLContext context;
    private final List<String> protocols;
    private final AtomicInteger handshakes = new AtomicInteger();

    private RuntimeTls(SSLContext context, List<String> protocols) {
        this.context = context;
        this.protocols = protocols;
    }

    static RuntimeTls of(TlsOptions options, ClientIdentity identity, TrustManager decides) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[] {decides}, null);
            context.getClientSessionContext().setSessionCacheSize(1);
            return new RuntimeTls(context, options.protocols());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no TLS", e);
        }
    }

    @Override
    public SSLEngine of(String host) {
        SSLEngine engine = context.createSSLEngine(host, unknownPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * The JDK resumes sessions by host and port, and a resumed session would not show the
     * certificate again, so that its expiry would go unseen. It does nothing else with the port.
     */
    private int unknownPort() {
        return Math.floorMod(handshakes.getAndIncrement(), PORTS);
    }
}
