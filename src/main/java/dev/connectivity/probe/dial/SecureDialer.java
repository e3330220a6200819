package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.TlsOptions;
import java.util.Optional;

/** Connects, with TLS from the first byte where it is wanted. */
public final class SecureDialer {

    private final Dialer dialer;
    private final TlsClient tls;

    public SecureDialer(Dialer dialer, TlsClient tls) {
        this.dialer = dialer;
        this.tls = tls;
    }

    /**
     * The caller closes it.
     *
     * @param options empty: in plain text
     */
    public Connection dial(Attempt attempt, Address address, Optional<TlsOptions> options)
            throws AttemptFailed {
        Connection plain = dialer.dial(attempt, address);
        return options.isEmpty() ? plain : secure(attempt, plain, options.get());
    }

    private Connection secure(Attempt attempt, Connection plain, TlsOptions options)
            throws AttemptFailed {
        try {
            return tls.secure(attempt, plain, options, Reason.ResponseTimeout);
        } catch (AttemptFailed failed) {
            plain.close();
            throw failed;
        }
    }
}
