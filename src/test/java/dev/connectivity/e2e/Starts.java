package dev.connectivity.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One operator at a time in a pod of its own, as the Deployment would run it. The deployed one is
 * away meanwhile, so that no two of them write.
 */
final class Starts implements AutoCloseable {

    private static final String POD = "start-measured";
    private static final int REPLICAS = 2;

    private final KubernetesClient client;
    private final PodSpec spec;

    private Starts(KubernetesClient client, PodSpec spec) {
        this.client = client;
        this.spec = spec;
    }

    static Starts begin(KubernetesClient client) {
        Operator.awaitReady();
        PodSpec spec =
                client.apps()
                        .deployments()
                        .inNamespace(Operator.NAMESPACE)
                        .withName(Operator.NAME)
                        .get()
                        .getSpec()
                        .getTemplate()
                        .getSpec();
        Starts starts = new Starts(client, spec);
        scale(0);
        Operator.pods()
                .forEach(
                        pod ->
                                client.resource(pod)
                                        .waitUntilCondition(
                                                it -> it == null, 60, TimeUnit.SECONDS));
        return starts;
    }

    /** Returns as soon as the process runs. */
    OperatorProcess start(boolean cached) {
        // Each run finds it free, whatever became of the one before.
        client.leases().inNamespace(Operator.NAMESPACE).withName(Operator.NAME).delete();
        Pod pod = client.resource(pod(cached)).create();
        return OperatorProcess.await(pod.getMetadata().getUid());
    }

    void end() {
        Pod pod = client.pods().inNamespace(Operator.NAMESPACE).withName(POD).get();
        if (pod != null) {
            client.resource(pod).delete();
            client.resource(pod).waitUntilCondition(it -> it == null, 60, TimeUnit.SECONDS);
        }
    }

    private Pod pod(boolean cached) {
        Pod pod =
                new PodBuilder()
                        .withNewMetadata()
                        .withName(POD)
                        .withNamespace(Operator.NAMESPACE)
                        .endMetadata()
                        .withSpec(spec)
                        .build();
        if (!cached) {
            pod.getSpec()
                    .getContainers()
                    .getFirst()
                    .setCommand(
                            List.of(
                                    "/java/bin/java",
                                    "@/app/java.options",
                                    "-jar",
                                    "/app/quarkus-run.jar"));
        }
        return pod;
    }

    private static void scale(int replicas) {
        Shell.succeed(
                "",
                "kubectl",
                "-n",
                Operator.NAMESPACE,
                "scale",
                "deployment/" + Operator.NAME,
                "--replicas=" + replicas);
    }

    @Override
    public void close() {
        end();
        scale(REPLICAS);
        Operator.awaitReady();
    }
}
