package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.diagnose.Entrance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what a cluster holds of a workload; by rights that the role {@code view} gives. */
final class Look {

    private static final ResourceDefinitionContext HTTP_ROUTES =
            new ResourceDefinitionContext.Builder()
                    .withGroup("gateway.networking.k8s.io")
                    .withVersion("v1")
                    .withKind("HTTPRoute")
                    .withPlural("httproutes")
                    .withNamespaced(true)
                    .build();

    /** As the operator decides between two policies of one workload. */
    private static final Comparator<ConnectivityPolicy> AGE =
            Comparator.comparing(
                            (ConnectivityPolicy policy) ->
                                    policy.getMetadata().getCreationTimestamp())
                    .thenComparing(policy -> policy.getMetadata().getName());

    private final KubernetesClient client;
    private final String namespace;
    private final List<String> unseen = new ArrayList<>();

    Look(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Takes it in.
     *
     * @param target {@code deploy/NAME}, {@code deployment/NAME} or the name alone
     */
    Sight at(String target) {
        Deployment deployment = deployment(name(target));
        return new Sight(
                deployment,
                pods(deployment),
                Cluster.ask(() -> client.services().inNamespace(namespace).list()).getItems(),
                listed(
                        "EndpointSlices",
                        client.discovery().v1().endpointSlices().inNamespace(namespace)),
                entrances(),
                policy(deployment),
                List.copyOf(unseen));
    }

    private static String name(String target) {
        String[] parts = target.split("/", -1);
        boolean deployment =
                parts.length == 1
                        || parts.length == 2
                                && List.of("deploy", "deployment", "deployments", "deployment.apps")
                                        .contains(parts[0]);
        if (!deployment || parts[parts.length - 1].isEmpty()) {
            throw new CommandException(
                    ExitCode.Usage, "'" + target + "': name a Deployment, as deploy/storefront.");
        }
        return parts[parts.length - 1];
    }

    private Deployment deployment(String name) {
        Deployment found =
                Cluster.ask(
                        () ->
                                client.apps()
                                        .deployments()
                                        .inNamespace(namespace)
                                        .withName(name)
                                        .get());
        if (found == null) {
            throw new CommandException(
                    ExitCode.Usage,
                    "There is no Deployment %s in namespace %s: see kubectl -n %s get deployments, and -n."
                            .formatted(name, namespace, namespace));
        }
        return found;
    }

    private List<Pod> pods(Deployment deployment) {
        List<ReplicaSet> owners =
                Cluster.ask(() -> client.apps().replicaSets().inNamespace(namespace).list())
                        .getItems()
                        .stream()
                        .filter(it -> owns(deployment, it))
                        .toList();
        return Cluster.ask(
                        () ->
                                client.pods()
                                        .inNamespace(namespace)
                                        .withLabelSelector(deployment.getSpec().getSelector())
                                        .list())
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> owners.stream().anyMatch(owner -> owns(owner, pod)))
                .toList();
    }

    private static boolean owns(HasMetadata owner, HasMetadata owned) {
        return owned.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
    }

    private List<Entrance> entrances() {
        List<Entrance> found = new ArrayList<>();
        listed("Ingresses", client.network().v1().ingresses().inNamespace(namespace))
                .forEach(ingress -> found.addAll(Gateways.of(ingress)));
        listed("HTTPRoutes", client.genericKubernetesResources(HTTP_ROUTES).inNamespace(namespace))
                .forEach(route -> found.addAll(Gateways.of(route)));
        return found;
    }

    private Optional<ConnectivityPolicy> policy(Deployment deployment) {
        return listed(
                        "ConnectivityPolicies",
                        client.resources(ConnectivityPolicy.class).inNamespace(namespace))
                .stream()
                .filter(
                        policy ->
                                policy.getSpec() != null
                                        && policy.getSpec().workload() != null
                                        && deployment
                                                .getMetadata()
                                                .getName()
                                                .equals(policy.getSpec().workload().name()))
                .min(AGE);
    }

    /** A kind that the cluster has not, or that the user may not read, has none for us. */
    private <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> listed(
            String kind, Listable<L> objects) {
        try {
            return objects.list().getItems();
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case 404 -> {}
                case 403 ->
                        unseen.add(
                                kind
                                        + " were not looked at: you may not list them in namespace "
                                        + namespace
                                        + ".");
                default -> throw Cluster.refusal(e);
            }
            return List.of();
        }
    }
}
