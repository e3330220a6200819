package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.aRuling;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.said;
import static dev.connectivity.testing.StatusFixtures.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Circuit;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.KnownBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    /** A sentence, what is known, and what each named condition then says. */
    static Stream<Arguments> rows() {
        return Stream.of(specRows(), enforceRows(), observeRows(), dependencyRows(), readyRows())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> specRows() {
        return Stream.of(
                row("all is well", aKnown(), "Accepted True/Accepted", "ResolvedRefs True/Resolved",
                        "Programmed True/Programmed", "WorkloadReachable True/Reachable",
                        "UpstreamsReachable True/NotDeclared", "DatabaseReachable True/NotDeclared",
                        "Degraded absent", "Reconciling absent", "Stalled absent", "Ready True/Ready"),
                row("a spec that cannot be read decides nothing else", aKnown().unreadable(Reason.InvalidSpec),
                        "Accepted False/InvalidSpec", "ResolvedRefs Unknown/Undetermined",
                        "Programmed Unknown/Undetermined", "DatabaseReachable Unknown/Undetermined",
                        "Ready False/InvalidSpec", "Stalled absent"),
                row("a later policy of the same workload stands back", aKnown().refused(Reason.DuplicatePolicy),
                        "Accepted False/DuplicatePolicy", "Ready False/DuplicatePolicy"),
                row("a missing Secret is told where its database is", aKnown().database().unresolved(Reason.SecretNotFound),
                        "ResolvedRefs False/SecretNotFound", "DatabaseReachable Unknown/SecretNotFound",
                        "Programmed True/Programmed", "Ready False/SecretNotFound"),
                row("without a workload nothing can be looked at",
                        aKnown().withoutDiagnosis().unresolved(Reason.WorkloadNotFound),
                        "ResolvedRefs False/WorkloadNotFound", "Programmed Unknown/Undetermined",
                        "WorkloadReachable Unknown/Undetermined", "Ready False/WorkloadNotFound"),
                row("without a listener there is nothing to change", aKnown().withoutListener(),
                        "Programmed True/Programmed", "WorkloadReachable True/NotDeclared", "Ready True/Ready"));
    }

    private static Stream<Arguments> enforceRows() {
        return Stream.of(
                row("what holds is programmed", ruled(Decision.Holds), "Programmed True/Programmed", "Ready True/Ready"),
                row("what is applied without a rollout is programmed", ruled(Decision.Apply), "Programmed True/Programmed"),
                row("a rollout of ours is waited for", ruled(Decision.Apply).rollout(RolloutState.Progressing),
                        "Programmed Unknown/RolloutInProgress", "Reconciling True/RolloutInProgress",
                        "Ready Unknown/RolloutInProgress", "Stalled absent"),
                row("so is a foreign one", ruled(Decision.Wait),
                        "Programmed Unknown/RolloutInProgress", "Reconciling True/RolloutInProgress"),
                row("a complete rollout is over", ruled(Decision.Holds).rollout(RolloutState.Complete),
                        "Programmed True/Programmed", "Reconciling absent"),
                row("a held field stalls", ruled(Decision.Conflict), "Programmed False/FieldOwnershipConflict",
                        "Stalled True/FieldOwnershipConflict", "Ready False/FieldOwnershipConflict"),
                row("a contested field stalls", ruled(Decision.Contested),
                        "Programmed False/Contested", "Stalled True/Contested"),
                row("an undone rollout stalls", ruled(Decision.Failed).rollout(RolloutState.Undone),
                        "Programmed False/RolloutFailed", "Stalled True/RolloutFailed"),
                row("a refused patch stalls", ruled(Decision.Apply).failure(Reason.PatchRejected),
                        "Programmed False/PatchRejected", "Stalled True/PatchRejected"),
                row("the gravest is told", ruled(Decision.Conflict).ruling(aRuling(Reason.PortMismatch, Decision.Failed)),
                        "Programmed False/RolloutFailed"),
                row("a change that is never ours stays proposed, and Ready does not wait for it", ruled(Decision.Propose),
                        "Programmed Unknown/Proposed", "Stalled absent", "Ready True/Ready"),
                row("a conflict outweighs a proposal",
                        ruled(Decision.Propose).ruling(aRuling(Reason.PortMismatch, Decision.Conflict)),
                        "Programmed False/FieldOwnershipConflict"),
                row("a finding without a fix leaves us nothing to do", ruled(Decision.None), "Programmed True/Programmed"),
                row("a disproven claim is not ready",
                        aKnown().ruling(aRuling(Reason.PolicyPortRefused, Decision.None)),
                        "Programmed Unknown/PolicyPortRefused", "Ready Unknown/PolicyPortRefused"),
                row("before the first look nothing is claimed", aKnown().reach(Reach.Unknown, Reason.Undetermined),
                        "Programmed Unknown/Undetermined", "WorkloadReachable Unknown/Undetermined",
                        "Ready Unknown/Undetermined"),
                row("a finding that nothing can be told is nothing to wait for",
                        aKnown().ruling(aRuling(Reason.Undetermined, Decision.None))
                                .reach(Reach.Unknown, Reason.Undetermined),
                        "Programmed True/Programmed", "WorkloadReachable Unknown/Undetermined", "Ready True/Ready"));
    }

    private static Stream<Arguments> observeRows() {
        return Stream.of(
                row("Observe proposes", ruled(Decision.Propose).observing(),
                        "Programmed Unknown/Proposed", "Ready True/Ready"),
                row("so it does where the field is held", ruled(Decision.Conflict).observing(),
                        "Programmed Unknown/Proposed", "Stalled absent", "Ready True/Ready"),
                row("so does Enforce while the administrator's switch is off", ruled(Decision.Propose).enforcementOff(),
                        "Programmed Unknown/Proposed", "Ready True/Ready"),
                row("Observe without findings is programmed", aKnown().observing(), "Programmed True/Programmed"),
                row("Observe does not wait for a rollout slot", ruled(Decision.Wait).observing(),
                        "Programmed Unknown/Proposed", "Reconciling absent"));
    }

    private static Stream<Arguments> dependencyRows() {
        return Stream.of(
                row("a required upstream that is down", aKnown().upstream("chat", true, down(Circuit.Closed)),
                        "UpstreamsReachable False/ConnectionTimeout", "Degraded absent", "Ready True/Ready"),
                row("one not yet asked", aKnown().upstream("a", true, up()).upstream("b", true),
                        "UpstreamsReachable Unknown/Undetermined"),
                row("down outweighs unknown", aKnown().upstream("a", true).upstream("b", true, down(Circuit.Closed)),
                        "UpstreamsReachable False/ConnectionTimeout"),
                row("an optional one only degrades",
                        aKnown().upstream("a", true, up()).upstream("chat", false, down(Circuit.Open)),
                        "UpstreamsReachable True/Reachable", "Degraded True/CircuitOpen"),
                row("none required", aKnown().upstream("chat", false, down(Circuit.Closed)),
                        "UpstreamsReachable True/Reachable"),
                row("a circuit on trial still degrades", aKnown().upstream("chat", false, down(Circuit.HalfOpen)),
                        "Degraded True/CircuitOpen"),
                row("a database that is down", aKnown().database(down(Circuit.Open)),
                        "DatabaseReachable False/ConnectionTimeout", "Degraded True/CircuitOpen", "Ready True/Ready"),
                row("a database that answers", aKnown().database(up()), "DatabaseReachable True/Reachable"),
                row("a database not yet asked", aKnown().database(), "DatabaseReachable Unknown/Undetermined"));
    }

    private static Stream<Arguments> readyRows() {
        return Stream.of(
                row("Configuration does not gate on the workload",
                        aKnown().reach(Reach.No, Reason.ListenerNotStarted), "Ready True/Ready"),
                row("Workload does", aKnown().readyWhen(ReadyWhen.Workload).reach(Reach.No, Reason.ListenerNotStarted),
                        "Ready False/ListenerNotStarted"),
                row("Workload does not gate on dependencies",
                        aKnown().readyWhen(ReadyWhen.Workload).database(down(Circuit.Closed)), "Ready True/Ready"),
                row("All gates on the database", aKnown().readyWhen(ReadyWhen.All).database(down(Circuit.Closed)),
                        "Ready False/ConnectionTimeout"),
                row("All gates on required upstreams",
                        aKnown().readyWhen(ReadyWhen.All).upstream("chat", true, down(Circuit.Closed)),
                        "Ready False/ConnectionTimeout"),
                row("All asks for no more than is declared", aKnown().readyWhen(ReadyWhen.All), "Ready True/Ready"),
                row("All waits for what is unknown", aKnown().readyWhen(ReadyWhen.All).database(),
                        "Ready Unknown/Undetermined"),
                row("False outweighs an earlier Unknown",
                        aKnown().readyWhen(ReadyWhen.All).database(down(Circuit.Closed)).rollout(RolloutState.Progressing),
                        "Ready False/ConnectionTimeout"),
                row("suspended from the start", aKnown().suspended(), "Accepted True/Accepted",
                        "Programmed Unknown/Suspended", "Ready Unknown/Suspended"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void table(String sentence, KnownBuilder known, String... expected) {
        ConnectivityPolicyStatus status = StatusBuilder.build(known.build());
        for (String one : expected) {
            String type = one.split(" ")[0];
            assertThat(type + " " + said(status, type)).isEqualTo(one);
        }
    }

    private static KnownBuilder ruled(Decision decision) {
        return aKnown().ruling(aRuling(Reason.PortMismatch, decision));
    }

    private static Arguments row(String sentence, KnownBuilder known, String... expected) {
        return Arguments.of(sentence, known, expected);
    }
}
