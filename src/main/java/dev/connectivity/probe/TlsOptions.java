package dev.connectivity.probe;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a TLS connection is made, and what the server's certificate must fulfil. Equal where all of
 * it is, keys included.
 *
 * @param authority trusted instead of the Java runtime's authorities
 * @param identity what the server is shown if it asks for a client certificate
 * @param serverName to send and to verify instead of the host that is connected to
 * @param protocols offered by ALPN, the preferred one first; empty: no offer
 */
public record TlsOptions(
        Verification verification,
        Optional<Authority> authority,
        Optional<Identity> identity,
        Optional<String> serverName,
        List<String> protocols) {

    /** A certificate that a public authority vouches for, and for the name that was asked. */
    public static final TlsOptions FULL = of(Verification.Full);

    public static TlsOptions of(Verification verification) {
        return new TlsOptions(
                verification, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    public TlsOptions with(Authority trusted) {
        return new TlsOptions(verification, Optional.of(trusted), identity, serverName, protocols);
    }

    public TlsOptions with(Identity own) {
        return new TlsOptions(verification, authority, Optional.of(own), serverName, protocols);
    }

    public TlsOptions withServerName(String name) {
        return new TlsOptions(verification, authority, identity, Optional.of(name), protocols);
    }

    public TlsOptions withProtocols(List<String> offered) {
        return new TlsOptions(verification, authority, identity, serverName, List.copyOf(offered));
    }

    /** The same without what is meant for one server: our certificate, and another name for it. */
    public TlsOptions forAnotherServer() {
        return new TlsOptions(
                verification, authority, Optional.empty(), Optional.empty(), protocols);
    }

    /** Authorities and identities come from Secrets. */
    public boolean holdsNoSecret() {
        return authority.isEmpty() && identity.isEmpty();
    }

    /** Whether the certificate must be trusted and be for the name that was asked. */
    public enum Verification {
        Full,
        /** Trusted, for whatever name. */
        Chain,
        None
    }

    /**
     * Who is trusted to vouch for servers.
     *
     * @param certificates at least one
     */
    public record Authority(List<X509Certificate> certificates) {

        @Override
        public String toString() {
            return "Authority[" + certificates.size() + "]";
        }
    }

    /**
     * A client certificate with its key; its text shows neither.
     *
     * @param chain the certificate, then those that vouch for it
     */
    public record Identity(List<X509Certificate> chain, PrivateKey key) {

        @Override
        public String toString() {
            return "Identity[***]";
        }
    }
}
