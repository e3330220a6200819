package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.NetworkNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel says of networks that it cannot reach, in a network of the test's own. */
class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, NetworkUnreachable",
        "2001:db8::7, NetworkUnreachable",
        "198.51.100.7, HostUnreachable",
        "2001:db8:1::7, HostUnreachable",
        "192.0.2.7, ConnectionTimeout",
        "192.0.2.1, ConnectionRefused"
    })
    void aConnectFailsForTheReasonThatTheRouteIsEvidenceOf(String address, Reason reason) {
        String seen =
                new NetworkNamespace()
                        .with("ip link set lo up")
                        .with("ip address add 192.0.2.1/32 dev lo")
                        .with("ip route add unreachable 198.51.100.0/24")
                        .with("ip -6 route add unreachable 2001:db8:1::/48")
                        // sent to a machine that is not there: nobody answers
                        .with("ip link add here type veth peer name there")
                        .with("ip link set here up")
                        .with("ip link set there up")
                        .with("ip route add 192.0.2.0/24 dev here src 192.0.2.1")
                        .with("ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 dev here")
                        .run(OneDial.class, address, "9");

        assertThat(seen).isEqualTo(reason.name());
    }

    @Test
    void aNeighbourThatDoesNotAnswerIsUnreachable() {
        String seen =
                new NetworkNamespace()
                        .with("ip link set lo up")
                        .with("ip link add here type veth peer name there")
                        .with("ip address add 192.0.2.1/24 dev here")
                        .with("ip link set here up")
                        .with("ip link set there up")
                        .run(OneDial.class, "192.0.2.9", "9");

        assertThat(seen).isEqualTo(Reason.HostUnreachable.name());
    }
}
