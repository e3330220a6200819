package dev.connectivity.probe;

/** How a TLS connection is made, and what the server's certificate must fulfil. */
public record TlsOptions(Verification verification) {

    /** A certificate that a public authority vouches for, and for the name that was asked. */
    public static final TlsOptions FULL = of(Verification.Full);

    public static TlsOptions of(Verification verification) {
        return new TlsOptions(verification);
    }

    /** Whether the certificate must be trusted and be for the name that was asked. */
    public enum Verification {
        Full,
        /** Trusted, for whatever name. */
        Chain,
        None
    }
}
