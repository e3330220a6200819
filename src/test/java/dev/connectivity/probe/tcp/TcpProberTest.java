package dev.connectivity.probe.tcp;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Tcp;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.FakeServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpProberTest {

    private final TcpProber prober = new TcpProber(loopbackDialer(), TimeSource.system());

    @Test
    void acceptedIsAnsweredWithBothPhasesMeasured() {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation = ask(server.address(), QUICK);

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.phases()).containsOnlyKeys(Phase.Resolve, Phase.Connect);
            assertThat(observation.took()).isPositive();
        }
    }

    @Test
    void aClosedPortIsConnectionRefusedAndNamesHostAndPort() {
        Address address = FakeServer.refusing();

        assertThat(failureOf(ask(address, QUICK)).reason()).isEqualTo(Reason.ConnectionRefused);
        assertThat(failureOf(ask(address, QUICK)).detail()).isEqualTo(address.display());
    }

    @Test
    void anUnansweredConnectIsConnectionTimeoutWithinTheConnectLimit() {
        try (FakeServer server = FakeServer.full()) {
            Limits shortConnect = new Limits(Duration.ofSeconds(30), Duration.ofMillis(200));
            Observation observation = ask(server.address(), shortConnect);

            assertThat(reasonOf(observation)).isEqualTo(Reason.ConnectionTimeout);
            assertThat(observation.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAttemptWithoutAnyTimeIsConnectionTimeout() {
        try (FakeServer server = FakeServer.hanging()) {
            assertThat(reasonOf(ask(server.address(), limits(Duration.ZERO))))
                    .isEqualTo(Reason.ConnectionTimeout);
        }
    }

    private Observation ask(Address address, Limits limits) {
        return prober.ask(new Tcp(address), limits);
    }
}
