package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.Policies;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final String OLD = "2026-01-01T00:00:00Z";
    private static final String NEW = "2026-01-02T00:00:00Z";
    private static final String SHOP = "workload: {name: storefront}";

    @Test
    void theOldestPolicyOfAWorkloadIsAdmitted() {
        var old = Policies.named("b", OLD, SHOP);
        var young = Policies.named("a", NEW, SHOP);
        assertThat(Admission.of(old, Stream.of(old, young))).isInstanceOf(Admission.Admitted.class);
        assertThat(refusal(young, old, young)).isEqualTo(Reason.DuplicatePolicy);
    }

    @Test
    void theNameDecidesBetweenTwoOfOneSecond() {
        var first = Policies.named("a", OLD, SHOP);
        var second = Policies.named("b", OLD, SHOP);
        assertThat(Admission.of(first, Stream.of(second, first)))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(refusal(second, first)).isEqualTo(Reason.DuplicatePolicy);
    }

    @Test
    void aPolicyOfAnotherWorkloadIsNoRival() {
        var other = Policies.named("a", OLD, "workload: {name: cart}");
        var young = Policies.named("b", NEW, SHOP);
        assertThat(Admission.of(young, Stream.of(other))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void anOlderPolicyThatCannotBeReadDisturbsNobody() {
        var young = Policies.named("b", NEW, SHOP);
        var invalid = Policies.named("a", OLD, SHOP + ", listener: {port: 70000}");
        var empty = Policies.named("c", OLD, "");
        var without = Policies.named("d", OLD, SHOP);
        without.setSpec(null);
        assertThat(Admission.of(young, Stream.of(invalid, empty, without)))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(refusal(invalid, young)).isEqualTo(Reason.InvalidSpec);
        assertThat(refusal(without, young)).isEqualTo(Reason.InvalidSpec);
    }

    @Test
    void anOlderPolicyThatIsGoingGivesWay() {
        var going = Policies.named("a", OLD, SHOP);
        going.getMetadata().setDeletionTimestamp(NEW);
        var young = Policies.named("b", NEW, SHOP);
        assertThat(Admission.of(young, Stream.of(going))).isInstanceOf(Admission.Admitted.class);
    }

    private static Reason refusal(ConnectivityPolicy policy, ConnectivityPolicy... others) {
        return ((Admission.Refused) Admission.of(policy, Stream.of(others))).problem().reason();
    }
}
