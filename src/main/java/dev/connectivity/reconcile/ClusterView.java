package dev.connectivity.reconcile;

import dev.connectivity.probe.dial.ClusterAddresses;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which addresses are the cluster's own, from the watched nodes and pods. */
@ApplicationScoped
class ClusterView implements ClusterAddresses {

    private final Set<String> apiServer;
    private volatile Optional<Caches> caches = Optional.empty();

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
        String text = address.getHostAddress();
        return caches.stream()
                .flatMap(Caches::nodes)
                .flatMap(node -> node.getStatus().getAddresses().stream())
                .map(NodeAddress::getAddress)
                .anyMatch(text::equals);
    }

    @Override
    public boolean isApiServer(InetAddress address) {
        return apiServer.contains(address.getHostAddress());
    }

    @Override
    public Optional<String> podNamespace(InetAddress address) {
        String text = address.getHostAddress();
        return caches.stream()
                .flatMap(known -> known.podsWithAddress(text).stream())
                .map(pod -> pod.getMetadata().getNamespace())
                .findFirst();
    }

    private static Stream<String> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress);
        } catch (UnknownHostException e) {
            // Then the client cannot reach it either, and fails with this same cause where it is
            // handled.
            return Stream.of(host);
        }
    }
}
