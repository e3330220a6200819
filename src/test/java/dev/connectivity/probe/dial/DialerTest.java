package dev.connectivity.probe.dial;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.emptyCluster;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.openGuard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.FakeServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialerTest {

    private static final String ELSEWHERE = "127.0.0.3";

    @Test
    void oneDeniedAddressProhibitsAllAndNothingIsDialled() {
        AtomicInteger accepted = new AtomicInteger();
        AddressGuard guard =
                new AddressGuard(
                        emptyCluster(),
                        AddressGuard.Rules.of(
                                List.of("127.0.0.1"), List.of(), "cluster.local", true));
        try (FakeServer server = FakeServer.serving(client -> accepted.incrementAndGet())) {
            Observation observation =
                    dial(
                            new Dialer(resolving("127.0.0.1", "169.254.169.254"), guard),
                            server.address("two.test"));

            assertThat(observation.outcome())
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.DestinationProhibited,
                                    server.address("two.test").display()
                                            + ", link-local or metadata"));
            assertThat(observation.phases()).containsOnlyKeys(Phase.Resolve);
            assertThat(accepted).hasValue(0);
        }
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstRefuses() {
        try (FakeServer server = FakeServer.hanging()) {
            Dialer dialer = new Dialer(resolving(ELSEWHERE, "127.0.0.1"), openGuard());

            assertThat(dial(dialer, server.address()).succeeded()).isTrue();
        }
    }

    @Test
    void anAddressThatHangsHasOnlyItsShareOfTheTime() {
        try (FakeServer full = FakeServer.full()) {
            Dialer dialer = new Dialer(resolving("127.0.0.1", ELSEWHERE), openGuard());
            Observation observation = dial(dialer, full.address());

            assertThat(failureOf(observation).reason()).isEqualTo(Reason.ConnectionRefused);
            assertThat(observation.took()).isLessThan(QUICK.connect());
        }
    }

    @ParameterizedTest
    @MethodSource
    void aConnectErrorIsTheReasonThatItIsEvidenceOf(IOException error, Reason reason) {
        assertThat(Failures.ofConnect(error)).isEqualTo(reason);
    }

    static Stream<Arguments> aConnectErrorIsTheReasonThatItIsEvidenceOf() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), Reason.ConnectionRefused),
                Arguments.of(
                        new ConnectException("Connection timed out"), Reason.ConnectionTimeout),
                Arguments.of(
                        new SocketTimeoutException("Connect timed out"), Reason.ConnectionTimeout),
                Arguments.of(
                        new NoRouteToHostException("No route to host"), Reason.HostUnreachable),
                Arguments.of(
                        new SocketException("Network is unreachable"), Reason.NetworkUnreachable),
                Arguments.of(
                        new ConnectException("Network is unreachable"), Reason.NetworkUnreachable),
                Arguments.of(new SocketException("Connection reset"), Reason.ConnectionReset),
                Arguments.of(new SocketException("Permission denied"), Reason.ConnectFailed),
                Arguments.of(new ConnectException(), Reason.ConnectFailed),
                Arguments.of(new IOException("else"), Reason.ConnectFailed));
    }

    private static Resolver resolving(String... addresses) {
        List<InetAddress> all = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return (address, deadline) -> new Resolver.Resolution(address.host(), all);
    }

    private static Observation dial(Dialer dialer, Address address) {
        return Attempt.observe(
                TimeSource.system(), QUICK, attempt -> dialer.dial(attempt, address).close());
    }
}
