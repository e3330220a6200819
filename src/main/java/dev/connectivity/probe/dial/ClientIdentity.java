package dev.connectivity.probe.dial;

import dev.connectivity.probe.TlsOptions.Identity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the server our certificate if it asks for one, whichever authorities it names: whether it
 * is good enough is the server's to say.
 */
final class ClientIdentity extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final Optional<Identity> identity;
    private final Set<SSLEngine> missing = ConcurrentHashMap.newKeySet();

    ClientIdentity(Optional<Identity> identity) {
        this.identity = identity;
    }

    /**
     * Whether the server asked for a certificate in this handshake, and we had none for it. To be
     * asked once after each, since until then it is remembered.
     */
    boolean missed(SSLEngine engine) {
        return missing.remove(engine);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        boolean has = fits(List.of(keyTypes));
        if (!has && engine != null) {
            missing.add(engine);
        }
        return has ? ALIAS : null;
    }

    private boolean fits(List<String> keyTypes) {
        return identity.filter(own -> keyTypes.contains(own.key().getAlgorithm())).isPresent();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identity.map(own -> own.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identity.map(Identity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return fits(List.of(keyType)) ? new String[] {ALIAS} : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
