package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.finding;
import static dev.connectivity.testing.PlanFindings.ownPortIsMissing;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.Held;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final String TARGET_PORT = "spec.ports[port=80,protocol=TCP].targetPort";
    private static final String PORT = "spec.ports[port=80,protocol=TCP].port";

    @Test
    void autoTakesFromTheUpdateOfAOneShotClient() {
        Plan plan = plan(aSituation().with(targetPortIsWrong()));
        assertRuled(plan, Decision.Apply, "kubectl-client-side-apply");
        assertThat(plan.changes())
                .singleElement()
                .returns(true, Change::force)
                .returns("20", Change::resourceVersion);
    }

    @Test
    void autoLeavesWhatIsHeldByServerSideApplyEvenOfAOneShotClient() {
        Plan plan =
                plan(
                        aSituation()
                                .heldOnService(Held.applied("kubectl", TARGET_PORT))
                                .with(targetPortIsWrong()));
        assertRuled(plan, Decision.Conflict, "kubectl");
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void autoLeavesWhatAnUnknownManagerHolds() {
        assertRuled(
                plan(
                        aSituation()
                                .heldOnService(Held.updated("console", TARGET_PORT))
                                .with(targetPortIsWrong())),
                Decision.Conflict,
                "console");
    }

    @Test
    void aMarkedObjectsFieldThatNobodyHoldsIsFree() {
        Situations marked =
                aSituation()
                        .onDeployment(
                                it ->
                                        it.getMetadata()
                                                .setLabels(
                                                        Map.of(
                                                                "helm.toolkit.fluxcd.io/name",
                                                                "shop")));
        Plan plan = plan(marked.with(ownPortIsMissing()));
        assertThat(plan.rulings()).singleElement().returns(Decision.Apply, Ruling::decision);
        assertThat(plan.changes()).singleElement().returns(false, Change::force);
    }

    @Test
    void aPortThatOnlyDocumentsIsNotRolledOutAlone() {
        Situations held =
                aSituation()
                        .heldOnDeployment(
                                Held.applied(
                                        "ci",
                                        "spec.template.spec.containers[name=app].env[name=PORT].value"));
        Plan plan = plan(held.with(portVariableIsWrong(), ownPortIsMissing()));
        assertThat(plan.rulings())
                .extracting(Ruling::decision)
                .containsExactly(Decision.Conflict, Decision.Propose);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan(aSituation().with(portVariableIsWrong(), ownPortIsMissing())).changes())
                .singleElement()
                .satisfies(it -> assertThat(it.fixes()).hasSize(2));
    }

    @Test
    void aHolderOfTheWholeListDoesNotHoldANewEntry() {
        Situations listHeld =
                aSituation()
                        .heldOnDeployment(
                                Held.applied(
                                        "ci",
                                        "spec.template.spec.containers[name=app].ports[containerPort=3000,protocol=TCP].name"));
        Plan plan = plan(listHeld.with(ownPortIsMissing()));
        assertThat(plan.rulings())
                .singleElement()
                .returns(Decision.Apply, Ruling::decision)
                .returns(Optional.empty(), Ruling::owner);
    }

    @Test
    void aTargetPortThatWasFilledInBelongsToWhoSetThePort() {
        assertRuled(
                plan(
                        aSituation()
                                .heldOnService(Held.applied("ci", PORT))
                                .with(targetPortIsWrong())),
                Decision.Conflict,
                "ci");
    }

    @Test
    void yieldTakesNothing() {
        assertRuled(
                plan(aSituation().onConflict(OnConflict.Yield).with(targetPortIsWrong())),
                Decision.Conflict,
                "kubectl-client-side-apply");
    }

    @Test
    void yieldSetsWhatNobodyHoldsAndWhatIsOurs() {
        Situations ours =
                aSituation()
                        .onConflict(OnConflict.Yield)
                        .heldOnService(Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT));
        assertRuled(plan(ours.with(targetPortIsWrong())), Decision.Apply, FieldManagers.ALIGNMENT);
        assertThat(
                        plan(aSituation().onConflict(OnConflict.Yield).with(ownPortIsMissing()))
                                .changes())
                .hasSize(1);
    }

    @Test
    void takeOverTakesFromServerSideApplyToo() {
        Plan plan =
                plan(
                        aSituation()
                                .onConflict(OnConflict.TakeOver)
                                .heldOnService(Held.applied("argocd-controller", TARGET_PORT))
                                .with(targetPortIsWrong()));
        assertRuled(plan, Decision.Apply, "argocd-controller");
        assertThat(plan.changes()).singleElement().returns(true, Change::force);
    }

    @Test
    void whatIsSharedWithAnotherManagerIsNotOursAlone() {
        assertRuled(
                plan(
                        aSituation()
                                .heldOnService(
                                        Held.applied(FieldManagers.ALIGNMENT, TARGET_PORT),
                                        Held.applied("ci", TARGET_PORT))
                                .with(targetPortIsWrong())),
                Decision.Conflict,
                "ci");
    }

    @Test
    void observeProposesAndTriesByForce() {
        Plan plan =
                plan(
                        aSituation()
                                .mode(Mode.Observe)
                                .with(targetPortIsWrong(), portVariableIsWrong()));
        assertThat(plan.rulings()).extracting(Ruling::decision).containsOnly(Decision.Propose);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.proposals()).hasSize(2).allMatch(Change::force);
    }

    @Test
    void theClusterWideSwitchTurnsEnforceToObserve() {
        Plan plan = plan(aSituation().switchedToObserve().with(targetPortIsWrong()));
        assertThat(plan.rulings()).extracting(Ruling::decision).containsOnly(Decision.Propose);
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void aSuspendedPolicyNeitherChangesNorTries() {
        Plan plan = plan(aSituation().suspended().with(targetPortIsWrong()));
        assertThat(plan.rulings()).extracting(Ruling::decision).containsOnly(Decision.Propose);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.proposals()).isEmpty();
    }

    @Test
    void whatIsNeverDoneIsProposedWithItsPatchAndNotTried() {
        Finding source =
                finding(
                        Reason.EnvironmentInconsistent,
                        PlanFindings.DEPLOYMENT,
                        new Fix(PlanFindings.ENV_PORT, "3001", false));
        Plan plan = plan(aSituation().with(source));
        assertThat(plan.rulings()).extracting(Ruling::decision).containsOnly(Decision.Propose);
        assertThat(plan.rulings().getFirst().patch()).isPresent();
        assertThat(plan.proposals()).isEmpty();
    }

    @Test
    void aConflictIsTriedByForceToo() {
        Plan plan =
                plan(
                        aSituation()
                                .heldOnService(Held.applied("ci", TARGET_PORT))
                                .with(targetPortIsWrong()));
        assertThat(plan.proposals()).singleElement().returns(true, Change::force);
    }

    @Test
    void aFindingWithoutAFixIsLeftAlone() {
        Finding crash =
                new Finding(
                        Reason.ProcessCrashing,
                        PlanFindings.DEPLOYMENT,
                        "",
                        "",
                        "",
                        "It crashes.",
                        Optional.empty());
        assertThat(plan(aSituation().with(crash)).rulings())
                .singleElement()
                .returns(Decision.None, Ruling::decision)
                .returns(Optional.empty(), Ruling::patch);
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }

    private static void assertRuled(Plan plan, Decision decision, String owner) {
        assertThat(plan.rulings())
                .singleElement()
                .returns(decision, Ruling::decision)
                .returns(Optional.of(owner), Ruling::owner);
    }
}
