package dev.connectivity.probe.dns;

import static dev.connectivity.testing.FakeNameServer.record;
import static dev.connectivity.testing.FakeNameServer.records;
import static dev.connectivity.testing.ProbeFixtures.openGuard;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Question.Dns;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.NameServers;
import dev.connectivity.probe.dial.Resolver.Resolution;
import dev.connectivity.testing.FakeCluster;
import dev.connectivity.testing.FakeNameServer;
import dev.connectivity.testing.FakeNameServer.Script;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Probers of DNS, and what their name servers say. */
final class DnsFixtures {

    static final int A = 1;
    static final int TXT = 16;
    static final byte[] IPV4 = {10, 0, 0, 9};
    static final Script FOUND = query -> List.of(records(query, record(typeOf(query), IPV4)));
    static final Script SILENCE = query -> List.of();

    private DnsFixtures() {}

    /** For a record of type A of db.test. */
    static Dns question(FakeNameServer server) {
        return new Dns(named("db.test"), RecordType.A, chosen(server));
    }

    static Optional<Address> chosen(FakeNameServer server) {
        return Optional.of(server.address());
    }

    static Address named(String name) {
        return new Address(name, 53, "shop");
    }

    private static int typeOf(byte[] query) {
        return query[query.length - 3];
    }

    /** On a machine that asks these, and may ask loopback. */
    static DnsProber prober(List<FakeNameServer> own) {
        return prober(own, openGuard());
    }

    /** The same, and may not ask loopback. */
    static DnsProber strict(List<FakeNameServer> own) {
        return prober(
                own,
                new AddressGuard(
                        new FakeCluster(),
                        AddressGuard.Rules.of(List.of(), List.of(), "cluster.local", true)));
    }

    private static DnsProber prober(List<FakeNameServer> own, AddressGuard guard) {
        return new DnsProber(
                new Dialer(
                        (address, _) ->
                                new Resolution(
                                        address.host(),
                                        List.of(InetAddress.ofLiteral(address.host()))),
                        guard),
                NameServers.of(
                        "cluster.local", own.stream().map(FakeNameServer::socketAddress).toList()),
                TimeSource.system(),
                new Random(1));
    }
}
