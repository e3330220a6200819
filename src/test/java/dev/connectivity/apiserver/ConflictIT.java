package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult.Applied;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Planner;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.testing.PlanFindings;
import dev.connectivity.testing.Situations;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which others write, against every field that the operator writes, and who was there
 * first; on a real API server, with its own record of who holds what.
 */
class ConflictIT extends StorefrontScene {

    @ParameterizedTest(name = "{0} first, {1}")
    @MethodSource("disagreements")
    void whoWasThereFirst(Writer writer, Contest contest) {
        writer.make(kubectl, namespace, contest, 3000);

        Plan plan = plan(OnConflict.Auto, contest.finding());

        assertThat(ruling(plan).owner()).contains(writer.manager());
        if (writer.declares()) {
            assertThat(ruling(plan).decision()).isEqualTo(Decision.Conflict);
            assertThat(plan.changes()).isEmpty();
            assertThat(apply(plan(OnConflict.TakeOver, contest.finding()).changes()))
                    .isInstanceOf(Applied.class);
        } else {
            assertThat(apply(plan.changes())).isInstanceOf(Applied.class);
        }
        assertThat(value(contest)).isEqualTo(3001);
        assertThat(holders(contest)).containsExactly(FieldManagers.ALIGNMENT);
    }

    @ParameterizedTest(name = "{1}, then {0}")
    @MethodSource("disagreements")
    void whoComesAfterUs(Writer writer, Contest contest) {
        kubectl.onFile(namespace, contest.manifest(3000), "create");
        assertThat(apply(fixes(contest.finding()))).isInstanceOf(Applied.class);

        if (writer.declares()) {
            assertThatThrownBy(() -> writer.write(kubectl, namespace, contest, 3000))
                    .hasMessageContaining("conflict with \"connectivity-operator\"");
            kubectl.onFile(
                    namespace,
                    contest.manifest(3000),
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "--field-manager",
                    writer.manager());
        } else {
            writer.write(kubectl, namespace, contest, 3000);
        }

        assertThat(value(contest)).isEqualTo(3000);
        assertThat(holders(contest)).containsExactly(writer.manager());
        Ruling returned = ruling(afterwards(contest));
        assertThat(returned.owner()).contains(writer.manager());
        assertThat(returned.returns()).hasSize(1);
        assertThat(returned.decision()).isEqualTo(decisionAboutTheFirstReturn(writer, contest));
    }

    private static Decision decisionAboutTheFirstReturn(Writer writer, Contest contest) {
        if (contest.rollsOut()) {
            return Decision.Contested;
        }
        return writer.declares() ? Decision.Conflict : Decision.Apply;
    }

    /** Once they write what we wrote there is nothing to disagree about, for either. */
    @ParameterizedTest(name = "{1}, then {0}")
    @MethodSource("disagreements")
    void whoAgreesIsNotInTheWay(Writer writer, Contest contest) {
        kubectl.onFile(namespace, contest.manifest(3000), "create");
        apply(fixes(contest.finding()));
        if (writer == Writer.EDIT) {
            // An edit that changes nothing is not sent.
            writer.write(kubectl, namespace, contest, 3000);
        }

        writer.write(kubectl, namespace, contest, 3001);

        assertThat(value(contest)).isEqualTo(3001);
        Plan plan = planWithMemory(contest);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.rulings()).noneMatch(it -> it.decision() == Decision.Contested);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writersOfPorts")
    void aContainerPortOfOursIsBesideTheirsAndStays(Writer writer) {
        writer.make(kubectl, namespace, Contest.PROBE_PORT, 3000);
        assertThat(ruling(plan(OnConflict.Auto, PlanFindings.ownPortIsMissing())).owner())
                .isEmpty();
        assertThat(apply(fixes(PlanFindings.ownPortIsMissing()))).isInstanceOf(Applied.class);

        writer.write(kubectl, namespace, Contest.PROBE_PORT, 2998);

        assertThat(ports()).containsExactlyInAnyOrder(3000, 3001);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"CLIENT_SIDE_APPLY", "SERVER_SIDE_APPLY", "HELM"})
    void aContainerPortOfOursMayBeDeclaredByThemToo(Writer writer) {
        writer.make(kubectl, namespace, Contest.PROBE_PORT, 3000);
        apply(fixes(PlanFindings.ownPortIsMissing()));

        String declared = DEPLOYMENT.replace("containerPort: 3000", "containerPort: 3001");
        switch (writer) {
            case CLIENT_SIDE_APPLY -> clientSideApply(declared);
            case SERVER_SIDE_APPLY -> serverSideApply(writer.manager(), declared);
            default ->
                    patchPorts(
                            writer.manager(),
                            "{containerPort: 3000, $patch: delete}, {containerPort: 3001, name:"
                                    + " http}");
        }

        assertThat(container().getPorts())
                .singleElement()
                .returns(3001, ContainerPort::getContainerPort)
                .returns("http", ContainerPort::getName);
    }

    @Test
    void aContainerPortOfOursThatTheyRemoveIsContested() {
        kubectl.onFile(namespace, DEPLOYMENT, "create");
        apply(fixes(PlanFindings.ownPortIsMissing()));
        patchPorts("kubectl-edit", "{containerPort: 3001, $patch: delete}");

        Plan plan =
                new Planner()
                        .plan(
                                scene(OnConflict.Auto)
                                        .with(PlanFindings.ownPortIsMissing())
                                        .before(
                                                PlanFindings.status(
                                                        PlanFindings.finding(
                                                                Reason.PortMismatch,
                                                                PlanFindings.DEPLOYMENT,
                                                                new Fix(
                                                                        PlanFindings.path(
                                                                                PlanFindings
                                                                                                .OWN_PORT
                                                                                        + ".containerPort"),
                                                                        3001,
                                                                        true)),
                                                        FindingState.applied))
                                        .build());

        assertThat(ports()).containsExactly(3000);
        assertThat(ruling(plan).decision()).isEqualTo(Decision.Contested);
    }

    private void patchPorts(String manager, String entries) {
        kubectl.runIn(
                namespace,
                "patch",
                "deployment/storefront",
                "--field-manager",
                manager,
                "--patch",
                "spec: {template: {spec: {containers: [{name: app, ports: [%s]}]}}}"
                        .formatted(entries));
    }

    static Stream<Arguments> disagreements() {
        return Arrays.stream(Writer.values())
                .flatMap(
                        writer ->
                                Arrays.stream(Contest.values())
                                        .filter(writer::writes)
                                        .map(contest -> Arguments.of(writer, contest)));
    }

    static Stream<Writer> writersOfPorts() {
        return Arrays.stream(Writer.values()).filter(it -> it != Writer.SET_ENV);
    }

    /** What is planned when the status says that the fix was applied. */
    private Plan afterwards(Contest contest) {
        return new Planner().plan(remembering(contest).with(contest.finding()).build());
    }

    /** The same, where nothing is found wrong any more. */
    private Plan planWithMemory(Contest contest) {
        return new Planner().plan(remembering(contest).build());
    }

    private Situations remembering(Contest contest) {
        return scene(OnConflict.Auto)
                .before(PlanFindings.status(contest.finding(), FindingState.applied));
    }

    private static Ruling ruling(Plan plan) {
        return plan.rulings().getFirst();
    }

    private int value(Contest contest) {
        return switch (contest) {
            case TARGET_PORT -> targetPort();
            case VARIABLE -> Integer.parseInt(container().getEnv().getFirst().getValue());
            case PROBE_PORT -> container().getReadinessProbe().getHttpGet().getPort().getIntVal();
        };
    }

    private List<String> holders(Contest contest) {
        HasMetadata object = contest == Contest.TARGET_PORT ? service() : deployment();
        return new Holders(object).of(contest.path());
    }
}
