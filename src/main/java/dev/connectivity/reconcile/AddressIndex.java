package dev.connectivity.reconcile;

import dev.connectivity.probe.dial.Hosts;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that objects are found by, each in one spelling: the API server does not spell IPv6
 * as Java does.
 */
final class AddressIndex {

    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    /** Such a pod keeps its address in its status, while another may have got it. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private AddressIndex() {}

    static String key(InetAddress address) {
        return address.getHostAddress();
    }

    static String key(Service service) {
        return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
    }

    static List<String> of(Pod pod) {
        return keys(
                Stream.ofNullable(pod.getStatus())
                        .filter(status -> !ended(status))
                        .flatMap(
                                status ->
                                        Stream.concat(
                                                Stream.ofNullable(status.getPodIP()),
                                                status.getPodIPs().stream().map(PodIP::getIp))));
    }

    private static boolean ended(PodStatus status) {
        return status.getPhase() != null && ENDED.contains(status.getPhase());
    }

    static List<String> of(Node node) {
        return keys(
                Stream.ofNullable(node.getStatus())
                        .flatMap(status -> status.getAddresses().stream())
                        .map(NodeAddress::getAddress));
    }

    /** All that the cluster forwards for it. */
    static List<String> of(Service service) {
        return keys(
                Stream.of(
                                inside(service),
                                Stream.ofNullable(service.getSpec())
                                        .flatMap(spec -> spec.getExternalIPs().stream()),
                                Stream.ofNullable(service.getStatus())
                                        .map(ServiceStatus::getLoadBalancer)
                                        .filter(Objects::nonNull)
                                        .map(LoadBalancerStatus::getIngress)
                                        .flatMap(List::stream)
                                        .map(LoadBalancerIngress::getIp))
                        .flatMap(addresses -> addresses));
    }

    /** Is it one of the addresses by which only the cluster knows the Service. */
    static boolean isInside(Service service, InetAddress address) {
        return keys(inside(service)).contains(key(address));
    }

    private static Stream<@Nullable String> inside(Service service) {
        return Stream.ofNullable(service.getSpec())
                .flatMap(
                        spec ->
                                Stream.concat(
                                        Stream.ofNullable(spec.getClusterIP()),
                                        spec.getClusterIPs().stream()));
    }

    /** The Service whose endpoints a slice lists, as {@code namespace/name}. */
    static List<String> serviceOf(EndpointSlice slice) {
        return Optional.ofNullable(slice.getMetadata().getLabels())
                .map(labels -> labels.get(SERVICE_NAME))
                .map(name -> slice.getMetadata().getNamespace() + "/" + name)
                .map(List::of)
                .orElse(List.of());
    }

    /** What is no address, as a node's host name, or a headless Service's None, is left out. */
    private static List<String> keys(Stream<@Nullable String> texts) {
        return texts.flatMap(text -> Optional.ofNullable(text).flatMap(Hosts::literal).stream())
                .map(AddressIndex::key)
                .distinct()
                .toList();
    }
}
