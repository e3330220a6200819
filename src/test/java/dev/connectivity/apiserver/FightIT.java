package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.reconcile.RunningOperator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody puts their value back, again and again: how often the operator writes, by count. */
class FightIT extends IncidentScene {

    private static final String SERVICES = "/services/storefront";
    private static final String DEPLOYMENTS = "/deployments/storefront";

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"CLIENT_SIDE_APPLY", "EDIT", "HELM"})
    void aServiceIsWrittenThreeTimesAndThenLeftAlone(Writer writer) {
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();
        for (int port = 3000; port > 2998; port--) {
            writer.write(kubectl, namespace, Contest.TARGET_PORT, port);
            await().atMost(SOON).until(() -> targetPort() == 3001);
            becomes("Programmed", "True");
        }

        for (int port = 2998; port > 2994; port--) {
            writer.write(kubectl, namespace, Contest.TARGET_PORT, port);
            becomesFor("Programmed", "Contested");
        }

        anotherPassFindsNothing(running);
        assertThat(targetPort()).isEqualTo(2995);
        assertThat(way.changes(SERVICES)).isEqualTo(3);
        assertThat(finding(SERVICES).state()).isEqualTo(FindingState.contested);
        assertThat(finding(SERVICES).owner()).isEqualTo(writer.manager());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"SET_ENV", "EDIT"})
    void aPodTemplateIsWrittenOnceAndThenLeftAlone(Writer writer) {
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesReadyAfterItsRollout();

        for (int port = 3000; port > 2997; port--) {
            writer.write(kubectl, namespace, Contest.VARIABLE, port);
            workload.rollOut();
            becomesFor("Programmed", "Contested");
        }

        anotherPassFindsNothing(running);
        assertThat(variable()).isEqualTo("2998");
        assertThat(way.changes(DEPLOYMENTS)).isEqualTo(1);
        assertThat(finding(DEPLOYMENTS).owner()).isEqualTo(writer.manager());
    }

    @Test
    void takingOverEndsAfterThreeWritesToo() {
        startTheOperator();
        clientSideApply(POLICY.formatted("Enforce") + "  onConflict: TakeOver\n");
        becomesReadyAfterItsRollout();

        await().atMost(SOON)
                .until(
                        () -> {
                            sync(SERVICE, "ci", true);
                            return isContested("storefront");
                        });
        for (int sync = 0; sync < 5; sync++) {
            sync(SERVICE, "ci", true);
        }

        assertThat(targetPort()).isEqualTo(3000);
        assertThat(way.changes(SERVICES)).isBetween(1L, 3L);
    }

    @ParameterizedTest(name = "{0}, server-side {1}")
    @CsvSource({
        "argocd-controller, false",
        "argocd-controller, true",
        "kustomize-controller, true"
    })
    void whoComesBackIsNotFought(String manager, boolean serverSide) {
        String mark =
                manager.startsWith("argocd")
                        ? "annotations: {argocd.argoproj.io/tracking-id:"
                                + " \"shop:v1/Service:shop/storefront\"}"
                        : "labels: {kustomize.toolkit.fluxcd.io/name: shop}";
        String git =
                (SERVICE + "---\n" + WORKLOAD)
                        .replace("{name: storefront}", "{name: storefront, " + mark + "}");
        kubectl.runIn(namespace, "delete", "service/storefront", "deployment/storefront");
        sync(git, manager, serverSide);
        workload.rollOut();
        RunningOperator running = startTheOperator();
        applyPolicy("Enforce");
        becomesFor("Programmed", "FieldOwnershipConflict");
        String versions = service().getMetadata().getResourceVersion();

        for (int sync = 0; sync < 3; sync++) {
            sync(git, manager, serverSide);
        }

        anotherPassFindsNothing(running);
        assertThat(way.changes(SERVICES)).isZero();
        assertThat(way.changes(DEPLOYMENTS)).isZero();
        assertThat(findings())
                .isNotEmpty()
                .allMatch(it -> it.state() == FindingState.proposed)
                .allMatch(it -> it.keptBy() != null && it.keptBy().endsWith(" shop"));
        assertThat(findings()).allMatch(it -> manager.equals(it.owner()) || it.owner() == null);
        assertThat(finding(SERVICES).owner()).isEqualTo(manager);
        sync(git.replace("3000", "3001"), manager, serverSide);
        workload.rollOut();
        becomes("Programmed", "True");
        assertThat(versions).isNotEqualTo(service().getMetadata().getResourceVersion());
        assertThat(way.changes(SERVICES)).isZero();
        assertThat(way.changes(DEPLOYMENTS)).isZero();
    }

    /** Blue and green behind one Service, that cannot lead to both. */
    @Test
    void twoPoliciesThatWantDifferentThingsOfOneServiceEndIt() {
        clientSideApply(WORKLOAD.replace("{name: storefront}", "{name: green}"));
        try (StagedWorkload green = new StagedWorkload(client, namespace, "green", 3002)) {
            green.rollOut();
            startTheOperator();
            String policy = POLICY.replace(", env: [PORT]", "").formatted("Enforce");
            clientSideApply(policy);
            clientSideApply(
                    policy.replace("{name: storefront}", "{name: green}").replace("3001", "3002"));

            await().atMost(SOON)
                    .until(
                            () ->
                                    List.of("storefront", "green").stream()
                                            .anyMatch(it -> isContested(it)));

            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> way.changes(SERVICES), writes -> writes <= 6);
            System.out.printf("two policies, one Service: %d writes%n", way.changes(SERVICES));
        }
    }

    private boolean isContested(String name) {
        ConnectivityPolicy policy =
                client.resources(ConnectivityPolicy.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
        return Stream.ofNullable(policy.getStatus())
                .flatMap(it -> Stream.ofNullable(it.conditions()))
                .flatMap(List::stream)
                .anyMatch(it -> it.getReason().equals("Contested"));
    }

    private void sync(String git, String manager, boolean serverSide) {
        if (serverSide) {
            kubectl.onFile(
                    namespace,
                    git,
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "--field-manager",
                    manager);
        } else {
            kubectl.onFile(namespace, git, "apply", "--field-manager", manager);
        }
    }

    private FindingStatus finding(String path) {
        String kind = path.equals(SERVICES) ? "Service" : "Deployment";
        return findings().stream()
                .filter(it -> it.object().startsWith(kind))
                .findFirst()
                .orElseThrow();
    }
}
