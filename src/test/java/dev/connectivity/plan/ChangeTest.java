package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.ownPortIsMissing;
import static dev.connectivity.testing.PlanFindings.portVariableIsWrong;
import static dev.connectivity.testing.PlanFindings.targetPortIsWrong;
import static dev.connectivity.testing.Situations.aSituation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.Held;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void theServiceComesFirstAndTheTemplateChangesAtOnce() {
        Plan plan =
                plan(
                        aSituation()
                                .with(
                                        portVariableIsWrong(),
                                        ownPortIsMissing(),
                                        targetPortIsWrong()));
        assertThat(plan.changes())
                .extracting(Change::subject)
                .containsExactly(PlanFindings.SERVICE, PlanFindings.DEPLOYMENT);
        assertThat(plan.changes()).extracting(Change::rollsOut).containsExactly(false, true);
        assertThat(plan.changes().getLast().fixes()).hasSize(2);
    }

    @Test
    void anApplyCarriesWhatWeHoldAndNothingElse() {
        Situations held =
                aSituation()
                        .onContainer(it -> it.getEnv().get(1).setValue("debug"))
                        .heldOnDeployment(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.template.spec.containers[name=app].name",
                                        "spec.template.spec.containers[name=app].env[name=LOG].name",
                                        "spec.template.spec.containers[name=app].env[name=LOG].value",
                                        "spec.template.spec.containers[name=app].env[name=GONE].value"));
        // Wanted by nobody, and therefore released before anything else; a proposal shows the same
        // body without that.
        Plan plan = plan(held.switchedToObserve().with(portVariableIsWrong()));
        assertThat(plan.proposals())
                .singleElement()
                .extracting(Change::fields)
                .isEqualTo(
                        yaml(
                                """
                                spec:
                                  template:
                                    spec:
                                      containers:
                                      - name: app
                                        env:
                                        - {name: LOG, value: debug}
                                        - {name: PORT, value: "3001"}
                                """));
    }

    @Test
    void thePatchIsTheFixAloneAndQuotesWhatMustStayAText() {
        assertThat(patchOf(plan(aSituation().with(portVariableIsWrong()))))
                .isEqualTo(
                        """
                        spec:
                          template:
                            spec:
                              containers:
                              - name: "app"
                                env:
                                - name: "PORT"
                                  value: "3001"
                        """);
    }

    @Test
    void thePatchOfAServiceNamesThePortByNumberAndProtocol() {
        assertThat(patchOf(plan(aSituation().with(targetPortIsWrong()))))
                .isEqualTo(
                        """
                        spec:
                          ports:
                          - port: 80
                            protocol: "TCP"
                            targetPort: 3001
                        """);
    }

    @Test
    void theUidGoesAlong() {
        assertThat(plan(aSituation().with(targetPortIsWrong())).changes())
                .singleElement()
                .returns("s-1", Change::uid)
                .returns("v1", Change::apiVersion);
    }

    @Test
    void whatIsHeldAndWhatWillBeIsReportedForRelease() {
        assertThat(plan(aSituation()).held()).isEmpty();
        assertThat(plan(aSituation().with(targetPortIsWrong())).held())
                .containsExactly(PlanFindings.SERVICE);
        Situations held =
                aSituation()
                        .heldOnService(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.ports[port=80,protocol=TCP].targetPort"));
        assertThat(plan(held).held()).containsExactly(PlanFindings.SERVICE);
    }

    @Test
    void aServiceThatIsHeldForAnotherPolicyIsNotOurs() {
        Situations other =
                aSituation()
                        .onService(it -> it.getSpec().setSelector(Map.of("app", "other")))
                        .heldOnService(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.ports[port=80,protocol=TCP].targetPort"));
        Plan plan = plan(other);
        assertThat(plan.held()).isEmpty();
        assertThat(plan.releases()).isEmpty();
        assertThat(plan.rulings()).isEmpty();
    }

    @Test
    void aFieldThatThePolicyNoLongerNamesIsReleasedAndTheRestKept() {
        Situations edited =
                aSituation()
                        .policyEdited()
                        .portVariable("3001")
                        .heldOnDeployment(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.template.spec.containers[name=app].name",
                                        "spec.template.spec.containers[name=app].env[name=LOG].name",
                                        "spec.template.spec.containers[name=app].env[name=LOG].value",
                                        "spec.template.spec.containers[name=app].env[name=PORT].name",
                                        "spec.template.spec.containers[name=app].env[name=PORT].value"))
                        .with(ownPortIsMissing());
        Plan plan = plan(edited);
        assertThat(plan.releases()).containsExactly(PlanFindings.DEPLOYMENT);
        assertThat(plan.changes())
                .singleElement()
                .returns(false, Change::rollsOut)
                .returns(List.of(), Change::fixes)
                .extracting(Change::fields)
                .isEqualTo(
                        yaml(
                                """
                                spec:
                                  template:
                                    spec:
                                      containers:
                                      - name: app
                                        env: [{name: PORT, value: "3001"}]
                                """));
        assertThat(plan.rulings()).extracting(Ruling::decision).contains(Ruling.Decision.Wait);
        assertThat(plan.rollout()).isEmpty();
    }

    @Test
    void withoutListenerEverythingIsReleased() {
        Situations edited =
                aSituation()
                        .policyEdited()
                        .withoutListener()
                        .heldOnDeployment(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.template.spec.containers[name=app].name",
                                        "spec.template.spec.containers[name=app].env[name=PORT].value"));
        Plan plan = plan(edited);
        assertThat(plan.releases()).containsExactly(PlanFindings.DEPLOYMENT);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.held()).isEmpty();
    }

    @Test
    void observeReleasesNothing() {
        Situations observed =
                aSituation()
                        .policyEdited()
                        .withoutListener()
                        .switchedToObserve()
                        .heldOnDeployment(
                                Held.applied(
                                        FieldManagers.ALIGNMENT,
                                        "spec.template.spec.containers[name=app].env[name=PORT].value"));
        assertThat(plan(observed).releases()).isEmpty();
    }

    private static Plan plan(Situations situation) {
        return new Planner().plan(situation.build());
    }

    private static String patchOf(Plan plan) {
        return plan.rulings().getFirst().patch().orElseThrow();
    }

    private static Object yaml(String text) {
        return Serialization.unmarshal(text, Map.class);
    }
}
