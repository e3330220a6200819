package dev.connectivity.apiserver;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.Terminal;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Commands as a user gives them, against a real API server; the pods' process really listens, on
 * loopback, and what the operator would write of it is written by hand.
 */
class LiveScene extends StorefrontScene {

    private static final String KUBECONFIG = "kubeconfig";

    static final String ALLOW = "connectivity.probes.allow";

    static final String MORE =
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: shop}
            spec:
              rules:
              - host: shop.example.test
                http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: storefront, port: {number: 80}}}}]}
            """;

    final Terminal terminal = new Terminal();

    StagedWorkload workload;

    @BeforeEach
    void deployTheStorefront() {
        System.setProperty(KUBECONFIG, Path.of(folder.toString(), "kubeconfig").toString());
        System.setProperty(ALLOW, "127.0.0.0/8");
        workload = new StagedWorkload(client, namespace);
        clientSideApply(SERVICE);
        clientSideApply(IncidentScene.WORKLOAD);
        clientSideApply(MORE);
        workload.rollOut();
    }

    @AfterEach
    void endTheScene() {
        workload.close();
        System.clearProperty(KUBECONFIG);
        System.clearProperty(ALLOW);
    }

    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-n", namespace));
        return terminal.run(all.toArray(String[]::new));
    }

    void status(String type, String status, String reason, String message) {
        var policy =
                client.resources(ConnectivityPolicy.class)
                        .inNamespace(namespace)
                        .withName("storefront");
        policy.subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                        {"status": {"observedGeneration": %d, "conditions": [{"type": "%s", "status": "%s", "reason": "%s",
                          "message": "%s", "lastTransitionTime": "2026-01-01T12:00:00Z"}]}}
                        """
                                .formatted(
                                        policy.get().getMetadata().getGeneration(),
                                        type,
                                        status,
                                        reason,
                                        message));
    }
}
