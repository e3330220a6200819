package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.policy.Objectives.Recovery;
import dev.connectivity.testing.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectivesReaderTest {

    @Test
    void whatIsNotDeclaredIsNotHeldAgainstAnythingButRecovery() {
        assertThat(read("{}"))
                .isEqualTo(
                        new Objectives(
                                Duration.ofHours(720),
                                List.of(),
                                Optional.empty(),
                                new Recovery(
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(60),
                                        Duration.ofMinutes(5))));
    }

    @Test
    void percentagesAreExact() {
        assertThat(
                        read(
                                "{window: 24h, availability: '99.9', latency: {below: 2s, share:"
                                        + " '99'}, errorRate: '0.1', recovery: {database: 10s,"
                                        + " service: 20s, system: 1m}}"))
                .isEqualTo(
                        new Objectives(
                                Duration.ofHours(24),
                                List.of(
                                        new Goal(Objective.Availability, 100),
                                        new Goal(Objective.Latency, 1000),
                                        new Goal(Objective.ErrorRate, 100)),
                                Optional.of(Duration.ofSeconds(2)),
                                new Recovery(
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(20),
                                        Duration.ofMinutes(1))));
        assertThat(read("{availability: '99.999'}").goals())
                .containsExactly(new Goal(Objective.Availability, 1));
        assertThat(read("{errorRate: '0.001'}").goals())
                .containsExactly(new Goal(Objective.ErrorRate, 1));
    }

    @Test
    void oneFailureMustFitIntoTheBudgetOfEnoughSamples() {
        assertThat(new Goal(Objective.Availability, 100).samplesToTell()).isEqualTo(1000);
        assertThat(new Goal(Objective.Latency, 3000).samplesToTell()).isEqualTo(34);
    }

    @Test
    void whatTheSchemaRefusesIsRefusedHereToo() {
        assertRefused("{availability: '100'}", "spec.objectives.availability: Write a percentage");
        assertRefused("{availability: '0.5'}", "spec.objectives.availability: Write a percentage");
        assertRefused("{errorRate: '0'}", "spec.objectives.errorRate: Write a percentage");
        assertRefused("{errorRate: '0.000'}", "spec.objectives.errorRate: Write a percentage");
        assertRefused(
                "{window: 721h}",
                "spec.objectives.window: Make the window at least 1h and at most 720h.");
        assertRefused(
                "{window: 59m}",
                "spec.objectives.window: Make the window at least 1h and at most 720h.");
        assertRefused(
                "{latency: {below: 2h, share: '99'}}",
                "spec.objectives.latency.below: Make below at least 1ms and at most 1h.");
        assertRefused(
                "{recovery: {system: 25h}}", "spec.objectives.recovery.system: Make the longest");
        assertRefused(
                "{recovery: {service: 100ms}}",
                "spec.objectives.recovery.service: Make the longest");
    }

    private static void assertRefused(String objectives, String message) {
        assertThatThrownBy(() -> read(objectives))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith(message);
    }

    private static Objectives read(String objectives) {
        return Policies.read("workload: {name: storefront}, objectives: " + objectives)
                .objectives();
    }
}
