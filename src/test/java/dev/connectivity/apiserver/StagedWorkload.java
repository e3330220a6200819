package dev.connectivity.apiserver;

import dev.connectivity.testing.ListeningHost;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Does what controllers and kubelet would do for a Deployment: ReplicaSets and pods, whose
 * addresses are of loopback and whose process really listens there.
 */
final class StagedWorkload implements AutoCloseable {

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final int port;
    private ListeningHost host;
    private int revision;

    /** Deployment {@code storefront}, which listens on 3001. */
    StagedWorkload(KubernetesClient client, String namespace) {
        this(client, namespace, "storefront", 3001);
    }

    StagedWorkload(KubernetesClient client, String namespace, String name, int port) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.port = port;
        this.host = ListeningHost.on(port);
    }

    /** A rollout of the template as it is now, to its good end. */
    void rollOut() {
        revision++;
        host.close();
        host = ListeningHost.on(port);
        client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(it -> it.getMetadata().getName().startsWith(name + "-r"))
                .forEach(it -> client.resource(it).withGracePeriod(0).delete());
        Deployment deployment = deployment();
        ReplicaSet replicaSet = replicaSet(deployment);
        Pod pod = pod(deployment, replicaSet);
        client.resource(running(pod)).updateStatus();
        settle();
    }

    /** The Deployment's controller has seen it, and has nothing to do. */
    void settle() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .editStatus(StagedWorkload::complete);
    }

    @Override
    public void close() {
        host.close();
    }

    private Deployment deployment() {
        return client.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    static Deployment complete(Deployment deployment) {
        int replicas = deployment.getSpec().getReplicas();
        return new DeploymentBuilder(deployment)
                .withNewStatus()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .endStatus()
                .build();
    }

    private ReplicaSet replicaSet(Deployment deployment) {
        return client.resource(
                        new ReplicaSetBuilder()
                                .withNewMetadata()
                                .withName(name + "-r" + revision)
                                .withNamespace(namespace)
                                .addToAnnotations(
                                        "deployment.kubernetes.io/revision",
                                        Integer.toString(revision))
                                .withOwnerReferences(owner("Deployment", deployment.getMetadata()))
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(1)
                                .withSelector(deployment.getSpec().getSelector())
                                .withTemplate(deployment.getSpec().getTemplate())
                                .endSpec()
                                .build())
                .create();
    }

    private Pod pod(Deployment deployment, ReplicaSet replicaSet) {
        return client.resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName(replicaSet.getMetadata().getName() + "-0")
                                .withNamespace(namespace)
                                .withLabels(
                                        deployment
                                                .getSpec()
                                                .getTemplate()
                                                .getMetadata()
                                                .getLabels())
                                .withOwnerReferences(owner("ReplicaSet", replicaSet.getMetadata()))
                                .endMetadata()
                                .withSpec(deployment.getSpec().getTemplate().getSpec())
                                .build())
                .create();
    }

    private Pod running(Pod pod) {
        // A container that started in this very second could not be told from one before a connect.
        String started = Instant.now().minusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(host.address())
                .addNewPodIP(host.address())
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addNewContainerStatus()
                .withName("app")
                .withImage("storefront:1")
                .withImageID("storefront")
                .withRestartCount(0)
                .withReady(true)
                .withNewState()
                .withNewRunning(started)
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static OwnerReference owner(String kind, ObjectMeta metadata) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind(kind)
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withController(true)
                .build();
    }
}
