package dev.connectivity.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The operator's own pods. */
final class Operator {

    static final String NAMESPACE = "connectivity-system";
    static final String NAME = "connectivity-operator";

    private Operator() {}

    static String leader(KubernetesClient client) {
        return Optional.ofNullable(client.leases().inNamespace(NAMESPACE).withName(NAME).get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    static List<Pod> pods(KubernetesClient client) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", NAME)
                .list()
                .getItems();
    }

    /** How often containers of the replicas were started again. */
    static int restarts(KubernetesClient client) {
        return pods(client).stream()
                .flatMap(it -> it.getStatus().getContainerStatuses().stream())
                .mapToInt(it -> it.getRestartCount())
                .sum();
    }

    /** kill -9, as seen by the process: the tests share the node's process table with the pods. */
    static void kill(KubernetesClient client, String pod) {
        String uid =
                client.pods().inNamespace(NAMESPACE).withName(pod).get().getMetadata().getUid();
        OperatorProcess.of(uid).kill();
    }

    /** As a user does, who does not wait for it. */
    static void delete(KubernetesClient client, String pod) {
        client.pods().inNamespace(NAMESPACE).withName(pod).delete();
    }

    /** Every replica is made anew. */
    static void restart() {
        Shell.succeed("", "kubectl", "-n", NAMESPACE, "rollout", "restart", "deployment/" + NAME);
        awaitReady();
    }

    static void awaitReady() {
        Shell.succeed(
                "",
                "kubectl",
                "-n",
                NAMESPACE,
                "rollout",
                "status",
                "deployment/" + NAME,
                "--timeout=120s");
    }
}
