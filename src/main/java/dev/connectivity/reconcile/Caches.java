package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.diagnose.pool.Autoscaling;
import dev.connectivity.watch.Wake;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cluster holds, as watched: read from memory, and every change wakes the policies that it
 * may concern.
 */
final class Caches {

    private static final String ADDRESS = "address";
    private static final String SERVICE = "service";

    private final EventSourceContext<ConnectivityPolicy> context;
    private final InformerEventSource<Deployment, ConnectivityPolicy> deployments;
    private final InformerEventSource<ReplicaSet, ConnectivityPolicy> replicaSets;
    private final InformerEventSource<Pod, ConnectivityPolicy> pods;
    private final InformerEventSource<Service, ConnectivityPolicy> services;
    private final InformerEventSource<EndpointSlice, ConnectivityPolicy> slices;
    private final InformerEventSource<Node, ConnectivityPolicy> nodes;
    private final InformerEventSource<HorizontalPodAutoscaler, ConnectivityPolicy> autoscalers;
    private final Latest<Service> latestServices;
    private final Latest<EndpointSlice> latestSlices;
    private final Wakes wakes = new Wakes();
    private final Wake waker = (namespace, policy) -> wake(new ResourceID(policy, namespace));

    Caches(EventSourceContext<ConnectivityPolicy> context) {
        this.context = context;
        deployments =
                watch(
                        Deployment.class,
                        deployment -> policiesOf(namespace(deployment), name(deployment)));
        replicaSets =
                watch(
                        ReplicaSet.class,
                        replicaSet ->
                                Owners.deploymentOf(replicaSet)
                                        .map(owner -> policiesOf(namespace(replicaSet), owner))
                                        .orElse(Set.of()));
        pods =
                watch(
                        Pod.class,
                        pod ->
                                Owners.deploymentOf(pod)
                                        .map(owner -> policiesOf(namespace(pod), owner))
                                        .orElse(Set.of()));
        services = watch(Service.class, service -> policiesIn(namespace(service)));
        slices = watch(EndpointSlice.class, slice -> policiesIn(namespace(slice)));
        nodes = watch(Node.class, node -> Set.of());
        autoscalers =
                watch(
                        HorizontalPodAutoscaler.class,
                        autoscaler ->
                                Autoscaling.deploymentOf(autoscaler)
                                        .map(name -> policiesOf(namespace(autoscaler), name))
                                        .orElse(Set.of()));
        latestServices = new Latest<>(services);
        latestSlices = new Latest<>(slices);
        pods.addIndexers(Map.of(ADDRESS, AddressIndex::of));
        nodes.addIndexers(Map.of(ADDRESS, AddressIndex::of));
        services.addIndexers(Map.of(ADDRESS, AddressIndex::of));
        slices.addIndexers(Map.of(SERVICE, AddressIndex::serviceOf));
    }

    /**
     * What the controller has to listen to. Waking a policy in vain is cheap: its pass finds
     * nothing to write.
     */
    List<EventSource<?, ConnectivityPolicy>> eventSources() {
        return List.of(deployments, replicaSets, pods, services, slices, nodes, autoscalers, wakes);
    }

    /** {@link #wake}, always the same object: targets that hold it are compared by it. */
    Wake waker() {
        return waker;
    }

    /** Has the policy looked at again, soon and off the caller's thread. */
    void wake(ResourceID policy) {
        wakes.propagateEvent(policy);
    }

    /**
     * Has the other policies of its workload looked at again: which of them is its workload's may
     * have changed.
     */
    void wakeRivals(ConnectivityPolicy policy) {
        Admission.workload(policy)
                .map(workload -> policiesOf(namespace(policy), workload))
                .orElse(Set.of())
                .stream()
                .filter(other -> !other.equals(ResourceID.fromResource(policy)))
                .forEach(this::wake);
    }

    /** What was known of one of the namespace is no longer: any other may follow it. */
    void wakeAll(String namespace) {
        policiesIn(namespace).forEach(this::wake);
    }

    /** The framework has let go of a name: if there is a policy of that name, it begins anew. */
    void begin(ResourceID name) {
        context.getPrimaryCache().get(name).ifPresent(wakes::begin);
    }

    /** Whether it is there, and not another of its name. */
    boolean holds(ConnectivityPolicy policy) {
        return context.getPrimaryCache()
                .get(ResourceID.fromResource(policy))
                .filter(it -> it.getMetadata().getUid().equals(policy.getMetadata().getUid()))
                .isPresent();
    }

    /** Whether it was written with another purpose since: status and labels are none. */
    boolean hasChangedSince(ConnectivityPolicy policy) {
        return context.getPrimaryCache()
                .get(ResourceID.fromResource(policy))
                .map(it -> it.getMetadata().getGeneration())
                .filter(it -> !it.equals(policy.getMetadata().getGeneration()))
                .isPresent();
    }

    /**
     * What a write of ours made of an object: seen by the next pass even if the watch has not told
     * yet.
     */
    void remember(Deployment before, Deployment now) {
        deployments.handleRecentResourceUpdate(ResourceID.fromResource(now), now, before);
    }

    /**
     * As {@link #remember(Deployment, Deployment)}. Since the watch then tells nobody of this
     * write, the other policies that the Service may matter to are woken here.
     */
    void remember(Service before, Service now, ConnectivityPolicy writer) {
        latestServices.changed(before, now);
        policiesIn(namespace(now)).stream()
                .filter(other -> !other.equals(ResourceID.fromResource(writer)))
                .forEach(this::wake);
    }

    /** As {@link #remember(Deployment, Deployment)}, of one that was made. */
    void remember(Service made) {
        latestServices.made(made);
    }

    /** As {@link #remember(Deployment, Deployment)}. */
    void remember(EndpointSlice before, EndpointSlice now) {
        latestSlices.changed(before, Trimming.trim(now));
    }

    /** As {@link #remember(Service)}. */
    void remember(EndpointSlice made) {
        latestSlices.made(Trimming.trim(made));
    }

    Optional<Service> service(String namespace, String name) {
        return services.get(new ResourceID(name, namespace));
    }

    Stream<ConnectivityPolicy> policies(String namespace) {
        return context.getPrimaryCache().list(namespace);
    }

    Stream<ConnectivityPolicy> policies() {
        return context.getPrimaryCache().list();
    }

    Optional<Deployment> deployment(String namespace, String name) {
        return deployments.get(new ResourceID(name, namespace));
    }

    /** What autoscalers may make of a Deployment; empty without one. */
    OptionalInt largest(Deployment deployment) {
        return Autoscaling.largest(autoscalers.list(namespace(deployment), _ -> true), deployment);
    }

    List<ReplicaSet> replicaSets(Deployment deployment) {
        return replicaSets
                .list(namespace(deployment), replicaSet -> Owners.owns(deployment, replicaSet))
                .toList();
    }

    List<Pod> pods(String namespace, List<ReplicaSet> owners) {
        return pods.list(namespace, pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> owners.stream().anyMatch(owner -> Owners.owns(owner, pod)))
                .toList();
    }

    Optional<Pod> pod(String namespace, String name) {
        return pods.get(new ResourceID(name, namespace));
    }

    List<Service> services(String namespace) {
        return latestServices.in(namespace);
    }

    List<EndpointSlice> slices(String namespace) {
        return latestSlices.in(namespace);
    }

    List<EndpointSlice> slices(Service service) {
        return slices.byIndex(SERVICE, AddressIndex.key(service));
    }

    List<Pod> podsAt(InetAddress address) {
        return pods.byIndex(ADDRESS, AddressIndex.key(address));
    }

    List<Service> servicesAt(InetAddress address) {
        return services.byIndex(ADDRESS, AddressIndex.key(address));
    }

    List<Node> nodesAt(InetAddress address) {
        return nodes.byIndex(ADDRESS, AddressIndex.key(address));
    }

    Stream<Node> nodes() {
        return nodes.list(node -> true);
    }

    private Set<ResourceID> policiesOf(String namespace, String deployment) {
        return policies(namespace)
                .filter(policy -> Admission.workload(policy).filter(deployment::equals).isPresent())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private Set<ResourceID> policiesIn(String namespace) {
        return policies(namespace).map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private <R extends HasMetadata> InformerEventSource<R, ConnectivityPolicy> watch(
            Class<R> type, SecondaryToPrimaryMapper<R> mapper) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ConnectivityPolicy.class)
                        .withName(type.getSimpleName())
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(mapper)
                        .withItemStore(new TransformingItemStore<>(Trimming::trim))
                        .build(),
                context);
    }

    private static String namespace(HasMetadata object) {
        return object.getMetadata().getNamespace();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
