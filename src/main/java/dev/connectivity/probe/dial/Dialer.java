package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.dial.Resolver.Resolution;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Resolves a name once, checks every address that it has, and connects to one that was checked. */
public final class Dialer {

    private final Resolver resolver;
    private final AddressGuard guard;

    public Dialer(Resolver resolver, AddressGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /**
     * Connects to the first address that answers: one connection at most is made, as servers demand
     * that count those on which nobody speaks. The caller closes it.
     */
    public Connection dial(Attempt attempt, Address address) throws AttemptFailed {
        List<InetAddress> checked = locate(attempt, address);
        return attempt.phase(
                Phase.Connect, blame(address), () -> inTurn(attempt, address, checked));
    }

    /**
     * Where the name has addresses of both families, connects to both at once, uses one of the two
     * connections and notes how each family fared; as {@link #dial} where it has one family. The
     * caller closes the connection within the attempt, which waits for the other family for a
     * moment.
     */
    public Connection dialBothFamilies(Attempt attempt, Address address) throws AttemptFailed {
        List<InetAddress> checked = locate(attempt, address);
        return attempt.phase(
                Phase.Connect,
                blame(address),
                () ->
                        FamilyRace.isOfBoth(checked)
                                ? new FamilyRace(attempt, address.port(), checked).winner(address)
                                : inTurn(attempt, address, checked));
    }

    /** Looks a name up and checks what it has, for protocols that connect in their own way. */
    public List<Endpoint> endpoints(Attempt attempt, Address address) throws AttemptFailed {
        return locate(attempt, address).stream().map(it -> new Endpoint(address, it)).toList();
    }

    /** The caller closes it. */
    public Connection dial(Attempt attempt, Endpoint endpoint) throws AttemptFailed {
        Address address = endpoint.address();
        return attempt.phase(
                Phase.Connect,
                blame(address),
                () -> inTurn(attempt, address, List.of(endpoint.checked())));
    }

    /** Notes where the name leads, and connects to nothing. */
    void place(Attempt attempt, Address address) throws AttemptFailed {
        Resolution led = resolve(attempt, address);
        attempt.note(new Fact.Placed(led.name(), led.addresses()));
    }

    /** Nothing is sent yet. The caller closes it. */
    public Datagrams datagrams(Endpoint endpoint) throws IOException {
        return Datagrams.to(endpoint);
    }

    private static Connection inTurn(Attempt attempt, Address address, List<InetAddress> checked)
            throws IOException {
        Deadline limit = attempt.deadline().within(attempt.limits().connect());
        return new Connection(
                address, new Connector(attempt.deadline(), limit, address.port()).connect(checked));
    }

    private List<InetAddress> locate(Attempt attempt, Address address) throws AttemptFailed {
        return resolve(attempt, address).addresses();
    }

    private Resolution resolve(Attempt attempt, Address address) throws AttemptFailed {
        checkHost(address);
        Resolution resolution =
                attempt.phase(
                        Phase.Resolve,
                        Failures.ofExchange(address, Reason.DNSTimeout),
                        () -> resolver.resolve(address, attempt.deadline()));
        check(address, resolution);
        return resolution;
    }

    private static Blame blame(Address address) {
        return e -> new AttemptFailed(Failures.ofConnect(e), address.display());
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
}
