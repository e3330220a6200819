package dev.connectivity.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Optional;

/** The operator's own pods. */
final class Operator {

    static final String NAMESPACE = "connectivity-system";
    static final String NAME = "connectivity-operator";

    private static final KubernetesClient CLIENT = new KubernetesClientBuilder().build();

    private Operator() {}

    /** As the Lease has it: one that has ended may still hold it. */
    static String leader() {
        return Optional.ofNullable(CLIENT.leases().inNamespace(NAMESPACE).withName(NAME).get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }

    /** Those about to end included. */
    static List<Pod> pods() {
        return CLIENT.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", NAME)
                .list()
                .getItems();
    }

    /** Those that stay. */
    static List<Pod> replicas() {
        return pods().stream()
                .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** How often containers of the replicas were started again. */
    static int restarts() {
        return replicas().stream()
                .flatMap(it -> it.getStatus().getContainerStatuses().stream())
                .mapToInt(it -> it.getRestartCount())
                .sum();
    }

    /** kill -9, as seen by the process: the tests share the node's process table with the pods. */
    static void kill(String pod) {
        String uid =
                CLIENT.pods().inNamespace(NAMESPACE).withName(pod).get().getMetadata().getUid();
        OperatorProcess.of(uid).kill();
    }

    /** As a user does, who does not wait for it. */
    static void delete(String pod) {
        CLIENT.pods().inNamespace(NAMESPACE).withName(pod).delete();
    }

    /** Every replica is made anew. */
    static void restart() {
        Shell.succeed("", "kubectl", "-n", NAMESPACE, "rollout", "restart", "deployment/" + NAME);
        awaitReady();
    }

    /** A standby is ready as well: the leader that a rollout ended is followed a moment later. */
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
        await("one of the replicas leads")
                .atMost(Scene.PATIENCE)
                .until(
                        () -> {
                            String leader = leader();
                            return replicas().stream()
                                    .anyMatch(it -> it.getMetadata().getName().equals(leader));
                        });
    }
}
