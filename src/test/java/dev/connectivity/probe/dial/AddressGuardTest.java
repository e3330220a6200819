package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connectivity.probe.dial.AddressGuard.Rules;
import dev.connectivity.testing.FakeCluster;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final String ANY_NAME = "chat.example.test";
    private static final InetAddress NODE = at("10.0.0.5");

    private final AddressGuard guard = guard(List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "::1, loopback",
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "169.254.169.254, link-local or metadata",
        "169.254.170.2, link-local or metadata",
        "fe80::1, link-local",
        "fec0::1, link-local",
        "febf::1, link-local",
        "fd00:ec2::254, metadata",
        "fd20:ce::254, metadata",
        "100.100.100.200, metadata",
        "168.63.129.16, metadata",
        "192.0.0.192, metadata",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "ff02::1, multicast",
        "255.255.255.255, reserved or broadcast",
        "240.0.0.1, reserved or broadcast",
        "10.0.0.5, a node",
        "10.96.0.1, the API server",
        "10.244.0.2, a pod of another namespace",
        "fd00:10:244::2, a pod of another namespace",
        "10.244.0.1, an address of the pods' network that no pod has",
        "10.96.0.8, a Service of another namespace",
        "10.96.0.9, a Service that leads to a node",
        "10.96.0.10, a Service that leads to a pod of another namespace",
        "203.0.113.81, a Service that leads to the API server"
    })
    void whatBelongsToOthersIsProhibited(String address, String kind) {
        assertThat(judge(guard, address)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:10.0.0.5",
                "::127.0.0.1",
                "::a9fe:a9fe",
                "::10.0.0.5",
                "::ffff:0:127.0.0.1",
                "::ffff:0:10.96.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::10.0.0.5",
                "64:ff9b:1::10.244.0.2",
                "64:ff9b:1:7f00:0:100::",
                "64:ff9b:1:7f:0:1::",
                "64:ff9b:1:0:7f:0:100::",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2002:a00:5::",
                "2001:0:7f00:1::1",
                "2001:0:cb00:7101:0:0:80ff:fffe",
                "2001:db8::5efe:127.0.0.1",
                "2001:db8::200:5efe:10.0.0.5"
            })
    void anAddressInDisguiseIsProhibitedLikeTheAddress(String address) {
        assertThat(judge(guard, address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.1",
                "8.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.253.255.255",
                "126.255.255.255",
                "128.0.0.1",
                "223.255.255.255",
                "2001:db8::1",
                "fd12::1",
                "64:ff9b::8.8.8.8",
                "2002:cb00:7101::1",
                "10.244.0.3",
                "10.96.0.7",
                "10.96.0.11",
                "203.0.113.80"
            })
    void othersAndPodsOfTheOwnNamespaceMayBeAsked(String address) {
        assertThat(judge(guard, address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "db.bank.svc.cluster.local, true",
        "db-0.db.bank.svc.cluster.local, true",
        "bank.svc.cluster.local, false",
        "db.shop.svc.cluster.local, false",
        "db.mybank.svc.cluster.local, false",
        "bank.shop.svc.cluster.local, false",
        "db.bank.svc.cluster.local.evil.test, false",
        "db.bank.svc, false",
        "10-244-0-2.bank.pod.cluster.local, false",
        "10.244.0.2, false"
    })
    void onlyAServicesNameVouchesForThePodsOfItsNamespace(String name, boolean vouches) {
        Optional<String> kind = guard.prohibition(at("10.244.0.2"), name, "shop");

        assertThat(kind.isEmpty()).isEqualTo(vouches);
    }

    @Test
    void aServicesNameVouchesForNoNode() {
        assertThat(guard.prohibition(NODE, "db.bank.svc.cluster.local", "shop")).contains("a node");
    }

    @ParameterizedTest
    @CsvSource({
        "db.bank.svc.cluster.local, 10.96.0.8, true",
        "db.shop.svc.cluster.local, 10.96.0.8, false",
        "alias.example.test, 10.96.0.8, false",
        "web.shop.svc.cluster.local, 10.96.0.9, false",
        "web.bank.svc.cluster.local, 10.96.0.9, false"
    })
    void aServiceOfAnotherNamespaceIsAskedByItsName(
            String name, String address, boolean mayBeAsked) {
        assertThat(guard.prohibition(at(address), name, "shop").isEmpty()).isEqualTo(mayBeAsked);
    }

    @ParameterizedTest
    @CsvSource({
        "db.bank.svc.cluster.local, 10.96.0.8, false",
        "db.bank.svc.cluster.local, 10.244.0.2, false",
        "db.bank.svc.cluster.local, 203.0.113.7, false",
        "web.shop.svc.cluster.local, 10.96.0.7, true",
        "chat.example.test, 203.0.113.7, true"
    })
    void theAdministratorClosesServicesOfOtherNamespaces(
            String name, String address, boolean mayBeAsked) {
        AddressGuard closed = guard(List.of(), List.of(), false);

        assertThat(closed.prohibition(at(address), name, "shop").isEmpty()).isEqualTo(mayBeAsked);
    }

    @Test
    void aNamespaceIsOpenedByItsNames() {
        AddressGuard closed = guard(List.of("*.bank.svc.cluster.local"), List.of(), false);

        assertThat(closed.prohibition(at("10.96.0.8"), "db.bank.svc.cluster.local", "shop"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "chat.example.test, false",
        "www.example.net, false",
        "a.b.example.net, false",
        "example.net, true",
        "badexample.net, true",
        "chat.example.test.evil.net, true"
    })
    void theAdministratorDeniesNamesExactlyOrBelowASuffix(String name, boolean mayBeAsked) {
        AddressGuard strict = guard(List.of(), List.of("Chat.Example.Test.", "*.example.net"));

        assertThat(strict.prohibition(at("203.0.113.7"), name, "shop").isEmpty())
                .isEqualTo(mayBeAsked);
    }

    @Test
    void aNameThatTheAdministratorAllowsMayHaveAnyAddress() {
        AddressGuard open = guard(List.of("metadata.google.internal"), List.of("169.254.0.0/16"));
        String name = "metadata.google.internal";

        assertThat(open.prohibition(at("169.254.169.254"), name, "shop")).isEmpty();
        assertThat(open.prohibition(name)).isEmpty();
        assertThat(open.prohibition(at("169.254.169.254"), "other.test", "shop")).isPresent();
    }

    @Test
    void theAdministratorDeniesBlocksInDisguiseToo() {
        AddressGuard strict = guard(List.of(), List.of("203.0.113.0/24"));

        assertThat(judge(strict, "203.0.113.7")).contains("denied by the administrator");
        assertThat(judge(strict, "64:ff9b::203.0.113.7")).contains("denied by the administrator");
        assertThat(judge(strict, "203.0.114.7")).isEmpty();
    }

    @Test
    void whatTheAdministratorAllowsWinsOverEverything() {
        AddressGuard open = guard(List.of("10.0.0.5", "127.0.0.0/8"), List.of("10.0.0.0/8"));

        assertThat(judge(open, "10.0.0.5")).isEmpty();
        assertThat(judge(open, "127.0.0.1")).isEmpty();
        assertThat(judge(open, "64:ff9b::127.0.0.1")).isEmpty();
        assertThat(judge(open, "64:ff9b::10.0.0.6")).isPresent();
        assertThat(judge(open, "10.0.0.6")).contains("denied by the administrator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "host/8",
                "::/129",
                "1.2.3.4/-1"
            })
    void aMalformedBlockIsRefusedWithTheWayToWriteIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessageContaining("write it as 10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0", "*", "*.", "*.*.test", "a..b", "0x7f.1", ""})
    void anEntryThatIsNeitherABlockNorANameIsRefusedWithTheWayToWriteIt(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Destinations.parse(List.of(entry)))
                .withMessageContaining("10.0.0.0/8")
                .withMessageContaining("*.example.test");
    }

    private static Optional<String> judge(AddressGuard guard, String address) {
        return guard.prohibition(at(address), ANY_NAME, "shop");
    }

    private static AddressGuard guard(List<String> allow, List<String> deny) {
        return guard(allow, deny, true);
    }

    private static AddressGuard guard(
            List<String> allow, List<String> deny, boolean otherNamespaces) {
        FakeCluster cluster =
                new FakeCluster()
                        .node("10.0.0.5")
                        .apiServer("10.96.0.1")
                        .podNetwork("10.244.0.0/24")
                        .pod("10.244.0.3", "shop")
                        .pod("10.244.0.2", "bank")
                        .pod("fd00:10:244::2", "bank")
                        .service("10.96.0.7", "shop", "10.244.0.3")
                        .service("10.96.0.8", "bank", "10.244.0.2")
                        .service("10.96.0.9", "shop", "10.244.0.3", "10.0.0.5")
                        .service("10.96.0.10", "shop", "10.244.0.2")
                        .service("10.96.0.11", "shop", "203.0.113.5")
                        .externalIp("203.0.113.80", "bank", "10.244.0.2")
                        .externalIp("203.0.113.81", "bank", "10.96.0.1");
        return new AddressGuard(cluster, Rules.of(allow, deny, "Cluster.Local.", otherNamespaces));
    }

    private static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }
}
