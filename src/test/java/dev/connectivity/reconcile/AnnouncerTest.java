package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestClock;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class AnnouncerTest {

    KubernetesClient client;

    private final ConnectivityPolicy policy =
            Policies.named("storefront", "2026-01-01T00:00:00Z", "workload: {name: w}");

    @Test
    void whatIsNotKnownYetIsNothingToTell() {
        assertThat(told(Optional.empty(), condition("Unknown", "Undetermined"))).isEmpty();
    }

    @Test
    void aProposalIsTold() {
        assertThat(told(Optional.empty(), condition("Unknown", "Proposed")))
                .containsExactly("Proposed");
    }

    @Test
    void aConditionThatReadsTheSameIsToldOnce() {
        var same = condition("False", "Contested");
        assertThat(told(Optional.of(same), same)).isEmpty();
        assertThat(told(Optional.of(condition("True", "Programmed")), same))
                .containsExactly("Contested");
    }

    @Test
    void aDependencyThatIsFirstSeenUpHasNotRecovered() {
        assertThat(told(Optional.of(database(State.Unknown)), database(State.Up))).isEmpty();
    }

    @Test
    void aDependencyIsToldWhenItIsLostAndWhenItIsBack() {
        assertThat(told(Optional.of(database(State.Unknown)), database(State.Down)))
                .containsExactly("ConnectionRefused");
        assertThat(told(Optional.of(database(State.Down)), database(State.Up)))
                .containsExactlyInAnyOrder("ConnectionRefused", "Recovered");
    }

    @Test
    void theEndOfARolloutIsToldOnce() {
        var complete = rollout(RolloutState.Complete);
        assertThat(told(Optional.of(complete), complete)).isEmpty();
        assertThat(told(Optional.of(rollout(RolloutState.Progressing)), complete))
                .containsExactly("RolloutComplete");
    }

    private static ConnectivityPolicyStatus rollout(RolloutState state) {
        return new ConnectivityPolicyStatus(
                1L,
                null,
                null,
                null,
                null,
                new RolloutStatus("uid-1", state, "digest", "2026-01-01T00:00:00Z"),
                null,
                null,
                null);
    }

    /** The reasons of all events so far. */
    private List<String> told(
            Optional<ConnectivityPolicyStatus> before, ConnectivityPolicyStatus after) {
        new Announcer(new EventRecorder(client, "operator", new TestClock()))
                .announce(policy, before, after);
        return client.events().v1().events().inNamespace("shop").list().getItems().stream()
                .map(Event::getReason)
                .toList();
    }

    private static ConnectivityPolicyStatus condition(String status, String reason) {
        return new ConnectivityPolicyStatus(
                1L,
                List.of(
                        new ConditionBuilder()
                                .withType("Programmed")
                                .withStatus(status)
                                .withReason(reason)
                                .withMessage("Because.")
                                .build()),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ConnectivityPolicyStatus database(State state) {
        Reason reason = state == State.Down ? Reason.ConnectionRefused : Reason.Reachable;
        return new ConnectivityPolicyStatus(
                1L,
                null,
                null,
                new DependencyStatus(
                        "database",
                        state,
                        CircuitState.Closed,
                        reason,
                        null,
                        "2026-01-01T00:00:00Z"),
                null,
                null,
                null,
                null,
                null);
    }
}
