package dev.connectivity.reconcile;

import dev.connectivity.probe.dial.Cidr;
import dev.connectivity.probe.dial.ClusterAddresses;
import dev.connectivity.probe.dial.Hosts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses are the cluster's own, from the watched nodes, pods, Services and EndpointSlices.
 */
@ApplicationScoped
class ClusterView implements ClusterAddresses {

    private static final String API_SERVER_NAMESPACE = "default";
    private static final String API_SERVER_SERVICE = "kubernetes";

    private final Set<InetAddress> apiServer;
    private volatile Optional<Caches> caches = Optional.empty();

    /** Blocks as the nodes write them, read once: a node has one or two, and keeps them. */
    private final Map<String, Cidr> blocks = new ConcurrentHashMap<>();

    ClusterView(KubernetesClient client) {
        apiServer =
                Stream.concat(
                                Stream.of(client.getMasterUrl().getHost()),
                                Stream.ofNullable(System.getenv("KUBERNETES_SERVICE_HOST")))
                        .flatMap(ClusterView::addresses)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Until this is called nothing is asked: targets come from the loop, which has the caches
     * first.
     */
    void lookInto(Caches watched) {
        caches = Optional.of(watched);
    }

    @Override
    public boolean isNode(InetAddress address) {
        return caches.filter(known -> !known.nodesAt(address).isEmpty()).isPresent();
    }

    @Override
    public boolean isApiServer(InetAddress address) {
        return apiServer.contains(address)
                || caches.flatMap(known -> known.service(API_SERVER_NAMESPACE, API_SERVER_SERVICE))
                        .filter(service -> leadsTo(service, address))
                        .isPresent();
    }

    private boolean leadsTo(Service service, InetAddress address) {
        return AddressIndex.of(service).contains(AddressIndex.key(address))
                || endpoints(service).contains(address);
    }

    @Override
    public Set<String> podNamespaces(InetAddress address) {
        return caches.stream()
                .flatMap(known -> known.podsAt(address).stream())
                .map(pod -> pod.getMetadata().getNamespace())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isOfPodNetwork(InetAddress address) {
        return caches.stream()
                .flatMap(Caches::nodes)
                .map(Node::getSpec)
                .flatMap(Stream::ofNullable)
                .flatMap(ClusterView::podNetwork)
                .map(text -> blocks.computeIfAbsent(text, Cidr::parse))
                .anyMatch(block -> block.contains(address));
    }

    private static Stream<String> podNetwork(NodeSpec spec) {
        return spec.getPodCIDRs().isEmpty()
                ? Stream.ofNullable(spec.getPodCIDR())
                : spec.getPodCIDRs().stream();
    }

    @Override
    public List<Forward> forwards(InetAddress address) {
        return caches.stream()
                .flatMap(known -> known.servicesAt(address).stream())
                .map(
                        service ->
                                new Forward(
                                        service.getMetadata().getNamespace(),
                                        AddressIndex.isInside(service, address),
                                        endpoints(service)))
                .toList();
    }

    private List<InetAddress> endpoints(Service service) {
        return caches.stream()
                .flatMap(known -> known.slices(service).stream())
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(ClusterView::isUsed)
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .flatMap(text -> Hosts.literal(text).stream())
                .toList();
    }

    /** Traffic is sent to what is ready and, where nothing is, to what still serves. */
    private static boolean isUsed(Endpoint endpoint) {
        EndpointConditions conditions = endpoint.getConditions();
        return conditions == null
                || !Boolean.FALSE.equals(conditions.getReady())
                || Boolean.TRUE.equals(conditions.getServing());
    }

    private static Stream<InetAddress> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            // Then the client cannot reach it either, and fails with this same cause where it is
            // handled.
            return Stream.empty();
        }
    }
}
