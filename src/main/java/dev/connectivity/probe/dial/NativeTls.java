package dev.connectivity.probe.dial;

import dev.connectivity.probe.TlsOptions;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.lang.ref.Cleaner;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * BoringSSL's handshake, by Netty: a fifth of the CPU of the JDK's, and none of it for a compiler.
 * Certificates are judged by the JDK all the same.
 */
final class NativeTls implements TlsEngines {

    /** Native memory is given back when nobody can make engines of it any more. */
    private static final Cleaner CLEANER = Cleaner.create();

    private static final int NO_PORT = -1;

    /** The library signs with no others. */
    private static final Set<String> KEYS = Set.of("RSA", "EC");

    private final SslContext context;

    private NativeTls(SslContext context) {
        this.context = context;
        CLEANER.register(this, new Release(context));
    }

    private record Release(SslContext context) implements Runnable {
        @Override
        public void run() {
            ReferenceCountUtil.release(context);
        }
    }

    /** Whether the library is there for this machine, and knows how to do it. */
    static boolean can(TlsOptions options) {
        return options.identity().filter(own -> !KEYS.contains(own.key().getAlgorithm())).isEmpty()
                && OpenSsl.isAvailable();
    }

    static NativeTls of(TlsOptions options, ClientIdentity identity, TrustManager decides) {
        SslContextBuilder builder =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .keyManager(identity)
                        .trustManager(decides);
        if (!options.protocols().isEmpty()) {
            builder.applicationProtocolConfig(
                    new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            options.protocols()));
        }
        try {
            SslContext context = builder.build();
            // A resumed session would not show the certificate again: its end would go unseen.
            ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
            return new NativeTls(context);
        } catch (SSLException e) {
            throw new IllegalStateException("The TLS library takes no such options", e);
        }
    }

    @Override
    public SSLEngine of(String host) {
        return context.newEngine(ByteBufAllocator.DEFAULT, host, NO_PORT);
    }
}
