package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Which reason an error is evidence of. Only the kernel's own words are compared, and none are
 * passed on.
 */
public final class Failures {

    private static final List<Reason> MOST_TELLING_FIRST =
            List.of(
                    Reason.ConnectionRefused,
                    Reason.ConnectionReset,
                    Reason.ConnectionTimeout,
                    Reason.HostUnreachable,
                    Reason.NetworkUnreachable,
                    Reason.ConnectFailed);

    /** The kernel's, and the Java runtime's where the kernel has no IPv6. */
    private static final List<String> NO_FAMILY =
            List.of(
                    "Network is unreachable",
                    "Cannot assign requested address",
                    "Address family not supported",
                    "IPv6 protocol family unavailable");

    private Failures() {}

    /** Errors of a connect, or of a datagram. */
    public static Reason ofConnect(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> Reason.ConnectionTimeout;
            case PortUnreachableException _ -> Reason.ConnectionRefused;
            case NoRouteToHostException _ -> Reason.HostUnreachable;
            case ConnectException c when says(c, "Connection refused") -> Reason.ConnectionRefused;
            case ConnectException c when says(c, "Connection timed out") ->
                    Reason.ConnectionTimeout;
            case SocketException s when says(s, "Network is unreachable") ->
                    Reason.NetworkUnreachable;
            case SocketException s when says(s, "Connection reset") -> Reason.ConnectionReset;
            default -> Reason.ConnectFailed;
        };
    }

    /** Of errors of several connects to one name, the one that says most. */
    static IOException mostTelling(List<IOException> errors) {
        return errors.stream()
                .min(Comparator.comparing(e -> MOST_TELLING_FIRST.indexOf(ofConnect(e))))
                .orElseThrow();
    }

    /** The packet did not leave this machine: it has no route, or no address, of that family. */
    static boolean isOfThisMachine(IOException e) {
        return NO_FAMILY.stream().anyMatch(words -> says(e, words));
    }

    /** Errors of a TLS handshake. */
    static Blame ofHandshake(Address address, Reason onSilence) {
        return e -> {
            Optional<RejectedCertificate> rejected = Causes.find(e, RejectedCertificate.class);
            if (rejected.isPresent()) {
                return new AttemptFailed(
                        rejected.get().reason(), address.display() + rejected.get().detail());
            }
            if (e instanceof MissedIdentity) {
                return new AttemptFailed(
                        Reason.TLSClientCertificateRejected,
                        address.display() + ", a client certificate is wanted and none is given");
            }
            if (Causes.find(e, SocketTimeoutException.class).isPresent()) {
                return new AttemptFailed(
                        onSilence, address.display() + ", no answer in the TLS handshake");
            }
            return ofExchange(address, e, onSilence);
        };
    }

    /**
     * Errors of a conversation over a connection that stands.
     *
     * @param onSilence the reason where the deadline passed without an answer
     */
    public static Blame ofExchange(Address address, Reason onSilence) {
        return e -> ofExchange(address, e, onSilence);
    }

    private static AttemptFailed ofExchange(Address address, IOException e, Reason onSilence) {
        return Alerts.aboutCertificate(e)
                .map(
                        alert ->
                                new AttemptFailed(
                                        Reason.TLSClientCertificateRejected,
                                        address.display() + ", TLS alert " + alert))
                .orElseGet(() -> new AttemptFailed(ofExchange(e, onSilence), address.display()));
    }

    private static Reason ofExchange(IOException e, Reason onSilence) {
        if (Causes.find(e, SocketTimeoutException.class).isPresent()) {
            return onSilence;
        }
        if (Causes.find(e, ForeignAnswer.class).isPresent()) {
            return Reason.ProtocolError;
        }
        boolean ended =
                Causes.find(e, SocketException.class).isPresent()
                        || Causes.find(e, EOFException.class).isPresent();
        return e instanceof SSLException && !ended
                ? Reason.TLSHandshakeFailed
                : Reason.ConnectionReset;
    }

    private static boolean says(IOException e, String words) {
        return e.getMessage() != null && e.getMessage().startsWith(words);
    }
}
