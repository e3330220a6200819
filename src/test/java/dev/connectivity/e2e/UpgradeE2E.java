package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The CRD of a later version is there before its operator is. */
class UpgradeE2E {

    private static final String CRD = "crd/connectivitypolicies.connectivity.dev";
    private static final String FIELD =
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/novel";

    @Test
    void aPolicyWithAFieldThatTheOperatorDoesNotKnowIsLookedAfter() {
        try (Scene scene = Scene.open("upgrade")) {
            scene.apply(Storefront.broken().yaml());
            patchCrd("{\"op\":\"add\",\"path\":\"" + FIELD + "\",\"value\":{\"type\":\"string\"}}");
            String policy = Storefront.policy("Enforce", 3001, "");
            String later = policy.replace("spec:", "spec:\n  novel: kept");
            await().atMost(Scene.PATIENCE).until(() -> scene.tryApply(later).code() == 0);
            scene.awaitCondition("WorkloadReachable", "True", Reason.Reachable);
            scene.awaitServing();
            assertThat(scene.kubectl("get", "connpol", Scene.NAME, "-o", "jsonpath={.spec.novel}"))
                    .isEqualTo("kept");
        }
    }

    @AfterEach
    void putTheCrdBack() {
        patchCrd("{\"op\":\"remove\",\"path\":\"" + FIELD + "\"}");
    }

    private static void patchCrd(String operation) {
        Shell.succeed("", "kubectl", "patch", CRD, "--type=json", "--patch", "[" + operation + "]");
    }
}
