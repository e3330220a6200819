package dev.connectivity.probe.dial;

import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.HttpSpec.Version;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.http.HttpProber;
import dev.connectivity.testing.FakeCluster;
import dev.connectivity.testing.FakeDns;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.ProbeFixtures;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways in which a policy's author may try to have us connect to what is not the author's: each
 * goes through the real resolver, with a name server that the author owns, and the real dialer.
 */
class EvasionTest {

    private static final String SHOP = "shop";
    private static final int KUBELET = 10250;

    private final FakeDns dns = new FakeDns();
    private final DnsResolver resolver =
            new DnsResolver(
                    "cluster.local", new SingletonDnsServerAddressStreamProvider(dns.address()));
    private final FakeCluster cluster =
            new FakeCluster()
                    .node("10.0.0.5")
                    .node("2001:db8:0:5::1")
                    .apiServer("10.96.0.1")
                    .apiServer("10.0.0.2")
                    .podNetwork("10.244.0.0/24")
                    .pod("10.244.0.3", SHOP)
                    .pod("10.244.0.2", "bank")
                    .pod("fd00:10:244::2", "bank")
                    // its pod has ended, and another namespace's pod has the address now
                    .pod("10.244.0.4", SHOP)
                    .pod("10.244.0.4", "bank")
                    .service("10.96.0.8", "bank", "10.244.0.2")
                    // slices are written by whoever may: to a kubelet, another's pod, nobody's pod
                    .service("10.96.0.9", SHOP, "10.244.0.3", "10.0.0.5")
                    .service("10.96.0.10", SHOP, "10.244.0.2")
                    .service("10.96.0.11", SHOP, "10.244.0.1")
                    .service("10.96.0.12", SHOP, "169.254.169.254")
                    .service("10.96.0.13", SHOP, "64:ff9b::10.0.0.5")
                    .service("10.96.0.14", SHOP, "10.0.0.2")
                    .externalIp("203.0.113.80", SHOP, "10.0.0.5");
    private final Dialer strict = new Dialer(resolver, guard());

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the address itself
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "::",
                "::1",
                "169.254.169.254",
                "169.254.170.2",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "224.0.0.251",
                "ff02::1",
                "255.255.255.255",
                "fe80::1",
                // IPv4 in IPv6: mapped, compatible, translated
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "0:0:0:0:0:ffff:a9fe:a9fe",
                "::127.0.0.1",
                "::a9fe:a9fe",
                "::ffff:0:10.0.0.5",
                // NAT64 of both blocks, 6to4, Teredo, ISATAP
                "64:ff9b::169.254.169.254",
                "64:ff9b::a00:5",
                "64:ff9b:1::10.96.0.1",
                "64:ff9b:1:a9fe:a9:fe00::",
                "2002:a9fe:a9fe::1",
                "2002:7f00:1::",
                "2001:0:a9fe:a9fe::1",
                "2001:0:cb00:7101:0:0:80ff:fffe",
                "2001:db8::5efe:10.0.0.5",
                // other spellings of an address
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.1.",
                "0x7f000001.",
                "1.2.3.4.5",
                // zones, user information, brackets, ports in the host
                "fe80::1%eth0",
                "::1%lo",
                "fe80::1%25eth0",
                "chat.example.test@169.254.169.254",
                "169.254.169.254%23@chat.example.test",
                "chat.example.test\\@127.0.0.1",
                "chat.example.test/@127.0.0.1",
                "[::1]",
                "127.0.0.1:10250",
                // the machine by name
                "localhost",
                "LOCALHOST.",
                // the cluster's own
                "10.0.0.5",
                "2001:db8:0:5::1",
                "10.96.0.1",
                "10.0.0.2",
                "10.244.0.2",
                "fd00:10:244::2",
                "10.244.0.4",
                "10.244.0.0",
                "10.244.0.1",
                "10.96.0.8",
                "10.96.0.9",
                "10.96.0.10",
                "10.96.0.11",
                "10.96.0.12",
                "10.96.0.13",
                "10.96.0.14",
                "203.0.113.80"
            })
    void nothingIsSentToAnAddressHoweverItIsWritten(String host) {
        assertProhibited(dial(strict, new Address(host, KUBELET, SHOP)));

        assertThat(dns.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "::ffff:169.254.169.254",
                "10.0.0.5",
                "10.96.0.1",
                "10.244.0.2",
                "10.244.0.1",
                "10.96.0.8",
                "10.96.0.9"
            })
    void nothingIsSentToAnAddressWhateverNameItHas(String address) {
        // what nip.io and its like do for everyone
        dns.with("evil.test", address)
                .with("dual.test", "203.0.113.7", address)
                .with("mine.shop.svc.cluster.local", address)
                .with("10-244-0-2.bank.pod.cluster.local", address)
                .with("db.bank.svc.cluster.local.evil.test", address);

        for (String name :
                List.of(
                        "evil.test",
                        "EVIL.Test.",
                        "dual.test",
                        "mine",
                        "10-244-0-2.bank.pod",
                        "db.bank.svc.cluster.local.evil.test")) {
            assertProhibited(dial(strict, new Address(name, KUBELET, SHOP)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.google.internal",
                "Metadata.Google.Internal",
                "metadata.google.internal.",
                "metadata",
                "metadata.goog",
                "instance-data.ec2.internal",
                "instance-data",
                "metadata.azure.internal",
                "metadata.tencentyun.com"
            })
    void aMetadataServersNameIsProhibitedWhereverItLeads(String host) {
        dns.with(Hosts.plain(host), "203.0.113.7");

        assertProhibited(dial(strict, new Address(host, 80, SHOP)));
    }

    @Test
    void anAddressThatChangesAfterTheCheckIsNotDialled() {
        AtomicInteger first = new AtomicInteger();
        try (FakeServer server = FakeServer.serving(client -> first.incrementAndGet())) {
            Dialer dialer = new Dialer(resolver, guard("127.0.0.1"));
            dns.with("rebind.test", "127.0.0.1").then("rebind.test", "127.0.0.2");

            assertThat(dial(dialer, server.address("rebind.test.")).succeeded()).isTrue();
            assertThat(dns.asked("rebind.test")).as("one A, one AAAA").isEqualTo(2);
            assertProhibited(dial(dialer, server.address("rebind.test.")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/",
                "//127.0.0.2:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.2]:%d/",
                "http://2130706434:%d/",
                "http://0x7f.2:%d/",
                "http://chat.example.test@127.0.0.2:%d/",
                "http://evil.test:%d/",
                "http://169.254.169.254/latest/meta-data/",
                "http://metadata.google.internal/",
                "https://10.96.0.1/api",
                "http://10.0.0.5:10250/pods"
            })
    void aRedirectIsCheckedAtEachHop(String location) {
        dns.with("evil.test", "127.0.0.2").with("metadata.google.internal", "203.0.113.7");
        AtomicInteger reached = new AtomicInteger();
        try (FakeServer target = FakeServer.serving(client -> {});
                FakeServer secret = target.twin("127.0.0.2", client -> reached.incrementAndGet());
                FakeServer redirecting =
                        FakeServer.saying(
                                "HTTP/1.1 302 Found\r\nLocation: "
                                        + location.formatted(secret.address().port())
                                        + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(failureOf(follow(redirecting, 0)).reason())
                    .isEqualTo(Reason.HTTPStatusUnexpected);
            assertThat(failureOf(follow(redirecting, 3)).reason())
                    .isIn(Reason.DestinationProhibited, Reason.HTTPRedirectRefused);
            assertThat(reached).hasValue(0);
        }
    }

    private Observation follow(FakeServer server, int redirects) {
        HttpProber prober =
                new HttpProber(
                        new Dialer(resolver, guard("127.0.0.1")),
                        TlsClient.ofRuntime(TimeSource.system()),
                        TimeSource.system());
        Http ok =
                new Http(
                        Version.HTTP1,
                        Method.GET,
                        List.of(),
                        List.of(new StatusRange(200, 299)),
                        List.of(),
                        Optional.empty(),
                        redirects,
                        Optional.empty());
        return prober.ask(
                new Question.HttpRequest(server.address("127.0.0.1"), Optional.empty(), "/", ok),
                ProbeFixtures.QUICK);
    }

    private void assertProhibited(Observation observation) {
        assertThat(failureOf(observation).reason()).isEqualTo(Reason.DestinationProhibited);
        assertThat(observation.phases()).doesNotContainKey(Phase.Connect);
    }

    private AddressGuard guard(String... allow) {
        return new AddressGuard(
                cluster, AddressGuard.Rules.of(List.of(allow), List.of(), "cluster.local", true));
    }

    private static Observation dial(Dialer dialer, Address address) {
        return Attempt.observe(
                TimeSource.system(),
                ProbeFixtures.QUICK,
                attempt -> dialer.dial(attempt, address).close());
    }
}
