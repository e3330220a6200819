package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Safer with the operator than without it. */
class NoHarmE2E {

    @Test
    void aPolicyThatClaimsAWrongPortChangesNothing() {
        try (Scene scene = Scene.open("wrong-claim")) {
            scene.apply(Storefront.well().yaml());
            scene.awaitServing();
            scene.apply(Storefront.policy("Enforce", 4000, ""));

            scene.awaitFinding(
                    finding ->
                            finding.reason() == Reason.PolicyPortRefused
                                    && finding.object().equals("ConnectivityPolicy/storefront"));
            scene.stays(
                    Duration.ofSeconds(5),
                    () -> {
                        assertThat(scene.targetPort()).isEqualTo(3001);
                        assertThat(scene.revision()).isEqualTo(1);
                        assertThat(scene.get()).isEqualTo(200);
                    });
        }
    }

    @Test
    void theUsersManifestAppliedAgainByTheClientIsNotRefused() {
        try (Scene scene = Scene.open("apply-again")) {
            scene.apply(Storefront.broken().yaml()).apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitServing();
            scene.awaitCondition("Programmed", "True", Reason.Programmed);

            assertThat(scene.tryApply(Storefront.broken().yaml()).code()).isZero();
        }
    }

    @Test
    void theUsersManifestAppliedAgainByTheServerIsNotRefused() {
        try (Scene scene = Scene.open("apply-server")) {
            scene.applyServerSide(Storefront.broken().yaml())
                    .apply(Storefront.policy("Enforce", 3001, ""));

            scene.awaitCondition("Programmed", "False", Reason.FieldOwnershipConflict);
            var finding = scene.awaitFinding(found -> found.object().equals("Service/storefront"));
            assertThat(finding.owner()).isEqualTo("kubectl");
            assertThat(finding.state()).isEqualTo(FindingState.proposed);
            assertThat(scene.targetPort()).isEqualTo(3000);
            scene.applyServerSide(Storefront.broken().yaml());
        }
    }

    @Test
    void aSecondServicePortForMetricsIsLeftAlone() {
        try (Scene scene = Scene.open("metrics-port")) {
            scene.apply(
                            Storefront.broken()
                                    .withServicePort(
                                            "  - {name: metrics, port: 9090, targetPort: 9090}")
                                    .running("/bin/busybox httpd -p 9090 -h /tmp/www")
                                    .yaml())
                    .apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitServing();

            var ports = scene.service().getSpec().getPorts();
            assertThat(ports)
                    .extracting(port -> port.getTargetPort().getIntVal())
                    .containsExactly(3001, 9090);
        }
    }

    @Test
    void aPublicUrlInAListedVariableIsLeftAlone() {
        try (Scene scene = Scene.open("public-url")) {
            scene.apply(
                            Storefront.broken()
                                    .withEnv(
                                            "- {name: NEXTAUTH_URL, value:"
                                                    + " \"https://shop.example.test\"}")
                                    .yaml())
                    .apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitServing();

            var env =
                    scene.deployment()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv();
            assertThat(env)
                    .filteredOn(variable -> variable.getName().equals("NEXTAUTH_URL"))
                    .singleElement()
                    .satisfies(
                            variable ->
                                    assertThat(variable.getValue())
                                            .isEqualTo("https://shop.example.test"));
        }
    }

    @Test
    void deletingThePolicyRollsNothingOutAndChangesNoValue() {
        try (Scene scene = Scene.open("release")) {
            scene.apply(Storefront.broken().yaml()).apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitServing();
            scene.awaitCondition("Programmed", "True", Reason.Programmed);
            long generation = scene.deployment().getMetadata().getGeneration();

            scene.kubectl("delete", "connpol", "storefront", "--timeout=60s");

            scene.stays(
                    Duration.ofSeconds(3),
                    () -> {
                        assertThat(scene.deployment().getMetadata().getGeneration())
                                .isEqualTo(generation);
                        assertThat(scene.targetPort()).isEqualTo(3001);
                    });
            assertThat(scene.deployment().getMetadata().getManagedFields())
                    .extracting(entry -> entry.getManager())
                    .doesNotContain("connectivity-operator");
            assertThat(scene.service().getMetadata().getManagedFields())
                    .extracting(entry -> entry.getManager())
                    .doesNotContain("connectivity-operator");
        }
    }

    @Test
    void aFixWhoseRolloutFailsIsUndoneOnce() {
        try (Scene scene = Scene.open("undo")) {
            // The process runs under its old configuration only.
            scene.apply(
                    Storefront.broken()
                            .running("[ \"$PORT\" = 3000 ] || exec /bin/busybox sleep 3600")
                            .withProgressDeadline(8)
                            .yaml());
            scene.awaitListening();
            scene.apply(Storefront.policy("Enforce", 3001, ""));

            scene.awaitCondition("Programmed", "False", Reason.RolloutFailed);
            scene.awaitCondition("Stalled", "True", Reason.RolloutFailed);
            scene.stays(
                    Duration.ofSeconds(15),
                    () -> {
                        assertThat(
                                        scene.kubectl(
                                                "get",
                                                "deployment",
                                                "storefront",
                                                "-o",
                                                "jsonpath={.spec.template.spec.containers[0].env[?(@.name=='PORT')].value}"))
                                .isEqualTo("3000");
                        assertThat(scene.revision()).as("the fix, and its undoing").isEqualTo(3);
                    });
        }
    }
}
