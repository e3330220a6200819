package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.dial.Resolver.Resolution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Resolves a name once, checks every address that it has, and connects to one that was checked. */
public final class Dialer {

    /** Where addresses fail in different ways, the one that says most is reported. */
    private static final List<Reason> MOST_TELLING_FIRST =
            List.of(
                    Reason.ConnectionRefused,
                    Reason.ConnectionReset,
                    Reason.ConnectionTimeout,
                    Reason.HostUnreachable,
                    Reason.NetworkUnreachable,
                    Reason.ConnectFailed);

    /**
     * Of a name with more addresses the rest is not tried: each has its share of the connect limit,
     * which must not vanish.
     */
    private static final int MOST_ADDRESSES = 8;

    private final Resolver resolver;
    private final AddressGuard guard;

    public Dialer(Resolver resolver, AddressGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /** The caller closes it. */
    public Connection dial(Attempt attempt, Address address) throws AttemptFailed {
        checkHost(address);
        Resolution resolution =
                attempt.phase(
                        Phase.Resolve,
                        Failures.ofExchange(address, Reason.DNSTimeout),
                        () -> resolver.resolve(address, attempt.deadline()));
        check(address, resolution);
        return attempt.phase(
                Phase.Connect,
                e -> new AttemptFailed(Failures.ofConnect(e), address.display()),
                () -> connect(attempt, address, resolution.addresses()));
    }

    private void check(Address address, Resolution resolution) throws AttemptFailed {
        for (InetAddress candidate : resolution.addresses()) {
            refuse(
                    address.display() + ", ",
                    guard.prohibition(candidate, resolution.name(), address.namespace()));
        }
    }

    /** What is no name is not repeated: it may hold a password. */
    private void checkHost(Address address) throws AttemptFailed {
        String host = address.host();
        refuse(Hosts.isName(host) ? address.display() + ", " : "", guard.prohibition(host));
    }

    private static void refuse(String subject, Optional<String> kind) throws AttemptFailed {
        if (kind.isPresent()) {
            throw new AttemptFailed(Reason.DestinationProhibited, subject + kind.get());
        }
    }

    private static Connection connect(Attempt attempt, Address address, List<InetAddress> all)
            throws IOException {
        Deadline deadline = attempt.deadline().within(attempt.limits().connect());
        List<InetAddress> candidates = all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Deadline share = deadline.within(deadline.left().dividedBy(candidates.size() - i));
            DeadlineSocket socket = new DeadlineSocket(attempt.deadline());
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(candidates.get(i), address.port()),
                        share.millisLeft());
                return new Connection(address, socket);
            } catch (IOException e) {
                socket.close();
                failures.add(e);
            }
        }
        throw mostTelling(failures);
    }

    private static IOException mostTelling(List<IOException> failures) {
        return failures.stream()
                .min(Comparator.comparing(e -> MOST_TELLING_FIRST.indexOf(Failures.ofConnect(e))))
                .orElseThrow();
    }
}
