package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.testing.Policies;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RolloutSlotsTest {

    private final PoolLedger ledger = new PoolLedger();
    private final RolloutSlots slots =
            new RolloutSlots(
                    new SmallRyeConfigBuilder()
                            .addDefaultInterceptors()
                            .addDiscoveredConverters()
                            .withMapping(OperatorConfig.class)
                            .withDefaultValue("connectivity.max-rollouts", "2")
                            .build()
                            .getConfigMapping(OperatorConfig.class),
                    ledger);

    @Test
    void noMoreThanTheLimitAreClaimedAtOnce() {
        assertThat(slots.claim("a", Stream.of())).isTrue();
        assertThat(slots.claim("b", Stream.of())).isTrue();
        assertThat(slots.claim("c", Stream.of())).isFalse();
        assertThat(slots.free("c", Stream.of())).isFalse();
        slots.done("a");
        assertThat(slots.claim("c", Stream.of())).isTrue();
    }

    @Test
    void aRolloutThatAStatusTellsOfCountsAfterARestart() {
        assertThat(slots.claim("a", Stream.of(rollingOut("x"), rollingOut("y")))).isFalse();
        assertThat(slots.claim("a", Stream.of(rollingOut("x")))).isTrue();
    }

    @Test
    void aPolicyDoesNotWaitForItself() {
        assertThat(slots.claim("uid-x", Stream.of(rollingOut("x"), rollingOut("y")))).isTrue();
        assertThat(slots.claim("uid-x", Stream.of(rollingOut("x"), rollingOut("y")))).isTrue();
    }

    @Test
    void policiesOfOneDatabaseServerRollOutOneAfterTheOther() {
        enter("a", "db:5432");
        enter("b", "db:5432");
        enter("c", "other:5432");

        assertThat(slots.claim("a", Stream.of())).isTrue();
        assertThat(slots.claim("b", Stream.of())).isFalse();
        assertThat(slots.claim("c", Stream.of())).isTrue();
        slots.done("a");
        assertThat(slots.claim("b", Stream.of())).isTrue();
    }

    private void enter(String uid, String server) {
        ledger.enter(
                uid,
                Optional.of(
                        new PoolLedger.Entry(
                                new ResourceID(uid, "shop"), server, 10, BigDecimal.TEN)));
    }

    private static ConnectivityPolicy rollingOut(String name) {
        var policy = Policies.named(name, "2026-01-01T00:00:00Z", "workload: {name: w}");
        policy.setStatus(
                new ConnectivityPolicyStatus(
                        1L,
                        null,
                        null,
                        null,
                        null,
                        new RolloutStatus(
                                "w", RolloutState.Progressing, "t", "2026-01-01T00:00:00Z"),
                        null,
                        null,
                        null));
        return policy;
    }
}
