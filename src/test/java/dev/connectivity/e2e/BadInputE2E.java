package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import org.junit.jupiter.api.Test;

/** What users get wrong: each has its reason, heals when corrected, and no other policy notices. */
class BadInputE2E {

    private static final String DATABASE =
            """
            secrets: [storefront-db]
            database:
              engine: PostgreSQL
              url: {secret: storefront-db, key: DATABASE_URL}
            """;

    @Test
    void anInvalidPolicyIsRefusedWithAMessageThatSaysWhatToChange() {
        try (Scene scene = Scene.open("invalid")) {
            Shell.Result refused = scene.tryApply(Storefront.policy("Enforce", 70000, ""));
            assertThat(refused.code()).isNotZero();
            assertThat(refused.output()).contains("spec.listener.port");
        }
    }

    @Test
    void aMissingWorkloadHealsWhenItIsCreatedAndWhenItIsMadeAnew() {
        try (Scene scene = Scene.open("no-workload")) {
            scene.apply(Storefront.policy("Enforce", 3001, ""));
            scene.awaitCondition("ResolvedRefs", "False", Reason.WorkloadNotFound);

            scene.apply(Storefront.broken().yaml());
            scene.awaitServing();
            scene.awaitCondition("Ready", "True", Reason.Ready);

            scene.kubectl("delete", "deployment", "storefront");
            scene.awaitCondition("ResolvedRefs", "False", Reason.WorkloadNotFound);
            scene.apply(Storefront.broken().yaml());
            scene.awaitServing();
            scene.awaitCondition("Ready", "True", Reason.Ready);
        }
    }

    @Test
    void aMissingServiceHealsWhenItIsCreated() {
        try (Scene scene = Scene.open("no-service")) {
            scene.apply(Storefront.well().yaml());
            scene.apply(
                    Storefront.policy("Observe", 3001, "")
                            .replace(
                                    "listener: {port: 3001,",
                                    "listener: {services: [{name: shopfront}], port: 3001,"));
            scene.awaitCondition("ResolvedRefs", "False", Reason.ServiceNotFound);

            scene.kubectl(
                    "expose",
                    "deployment",
                    "storefront",
                    "--name=shopfront",
                    "--port=80",
                    "--target-port=3001");
            scene.awaitCondition("ResolvedRefs", "True", Reason.Resolved);
        }
    }

    @Test
    void aSecretThatIsMissingLacksItsKeyOrIsMalformedHealsStepByStep() {
        try (Scene scene = Scene.open("bad-secret");
                Scene other = Scene.open("bystander")) {
            other.apply(Storefront.well().yaml()).apply(Storefront.policy("Observe", 3001, ""));
            other.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
            String bystander = other.settled();

            scene.apply(Storefront.well().yaml());
            scene.apply(Storefront.policy("Enforce", 3001, DATABASE));
            scene.awaitCondition("ResolvedRefs", "False", Reason.SecretNotFound);
            createSecret(scene, "OTHER=x");
            scene.awaitCondition("ResolvedRefs", "False", Reason.SecretKeyMissing);
            replaceSecret(scene, "DATABASE_URL=canary value");
            scene.awaitCondition("ResolvedRefs", "False", Reason.SecretValueMalformed);
            assertThat(scene.kubectl("get", "connpol,events", "-o", "yaml"))
                    .doesNotContain("canary");
            replaceSecret(scene, "DATABASE_URL=postgresql://shop:canary@203.0.113.99:5432/shop");
            scene.awaitCondition("ResolvedRefs", "True", Reason.Resolved);
            assertThat(scene.kubectl("get", "connpol,events", "-o", "yaml"))
                    .doesNotContain("canary");

            assertThat(other.versions()).isEqualTo(bystander);
        }
    }

    @Test
    void aSecretThatMayNotBeReadIsToldWithTheCommandThatGrantsIt() {
        try (Scene scene = Scene.open("denied")) {
            scene.kubectl("delete", "rolebinding", "connectivity-operator-secrets");
            scene.apply(Storefront.policy("Observe", 3001, DATABASE));
            scene.apply(Storefront.well().yaml());
            scene.awaitCondition("ResolvedRefs", "False", Reason.SecretAccessDenied);
            String message = scene.condition(Scene.NAME, "ResolvedRefs").getMessage();
            String command = message.substring(message.indexOf("kubectl create rolebinding"));
            assertThat(command).startsWith("kubectl create rolebinding");
            Shell.succeed("", "bash", "-c", command);
            scene.awaitCondition("ResolvedRefs", "False", Reason.SecretNotFound);
        }
    }

    @Test
    void ofTwoPoliciesForOneWorkloadTheYoungerWaitsUntilTheElderIsGone() {
        try (Scene scene = Scene.open("duplicate")) {
            scene.apply(Storefront.well().yaml()).apply(Storefront.policy("Observe", 3001, ""));
            scene.awaitCondition("Ready", "True", Reason.Ready);
            scene.apply(
                    Storefront.policy("Observe", 3001, "")
                            .replace("{name: storefront}\nspec", "{name: younger}\nspec"));
            scene.awaitCondition("younger", "Accepted", "False", Reason.DuplicatePolicy);

            scene.kubectl("delete", "connpol", "storefront");
            scene.awaitCondition("younger", "Accepted", "True", Reason.Accepted);
        }
    }

    private static void createSecret(Scene scene, String literal) {
        scene.kubectl("create", "secret", "generic", "storefront-db", "--from-literal=" + literal);
    }

    private static void replaceSecret(Scene scene, String literal) {
        scene.kubectl("delete", "secret", "storefront-db");
        createSecret(scene, literal);
    }
}
