package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Cidr;
import dev.connectivity.probe.dial.ClusterAddresses;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.NameServers;
import dev.connectivity.probe.dial.Resolver;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.watch.Askers;
import java.time.Duration;
import java.util.List;

/** Parts to probe loopback with, which a real guard forbids. */
public final class ProbeFixtures {

    /**
     * For what is answered at once, or fails at once. Where server and handshake are of this
     * process, and cold, and the machine is busy, that may be seconds.
     */
    public static final Limits QUICK = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(5));

    private static final String DOMAIN = "cluster.local";

    private ProbeFixtures() {}

    public static Limits limits(Duration total) {
        return new Limits(total, total);
    }

    /** Every name is loopback. */
    public static Resolver loopback() {
        return (address, deadline) ->
                new Resolver.Resolution(address.host(), List.of(Cidr.parse("127.0.0.1").network()));
    }

    /** A guard that lets loopback pass. */
    public static AddressGuard openGuard() {
        return new AddressGuard(
                emptyCluster(),
                AddressGuard.Rules.of(List.of("127.0.0.0/8", "::1"), List.of(), DOMAIN, true));
    }

    /** What the operator asks by, with the machine's authorities and name servers. */
    public static Asker asker(Dialer dialer) {
        return asker(dialer, TlsClient.ofRuntime(TimeSource.system()));
    }

    public static Asker asker(Dialer dialer, TlsClient tls) {
        return Askers.over(dialer, tls, NameServers.ofMachine(DOMAIN), TimeSource.system());
    }

    public static Dialer loopbackDialer() {
        return new Dialer(loopback(), openGuard());
    }

    public static ClusterAddresses emptyCluster() {
        return new FakeCluster();
    }

    /** Of a failed attempt. */
    public static Reason reasonOf(Observation observation) {
        return failureOf(observation).reason();
    }

    public static Outcome.Failed failureOf(Observation observation) {
        return switch (observation.outcome()) {
            case Outcome.Failed failed -> failed;
            case Outcome.Answered _ -> throw new AssertionError("answered: " + observation);
        };
    }
}
