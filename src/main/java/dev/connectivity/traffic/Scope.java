package dev.connectivity.traffic;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a resource governs: hosts by their whole names, where {@code *} stands for any beginning; or
 * names of routes.
 */
record Scope(Set<String> patterns) {

    private static final String ROUTE = "HTTPRoute";
    private static final String MESH = "mesh";

    static Scope of(TrafficKind kind, GenericKubernetesResource resource, Surroundings around) {
        Map<?, ?> spec = map(resource.getAdditionalProperties().get("spec"));
        String namespace = resource.getMetadata().getNamespace();
        Stream<String> patterns =
                switch (kind) {
                    case DestinationRule ->
                            hosts(
                                    texts(List.of(spec.get("host") instanceof String it ? it : "")),
                                    namespace,
                                    around);
                    case ServiceEntry -> texts(spec.get("hosts"));
                    case VirtualService ->
                            isOfMesh(spec)
                                    ? hosts(texts(spec.get("hosts")), namespace, around)
                                    : Stream.empty();
                    case BackendTrafficPolicy -> routes(spec);
                };
        return new Scope(patterns.collect(Collectors.toSet()));
    }

    /** Whether the policy's own proxies are told of it, too. */
    static boolean isSeenBy(
            GenericKubernetesResource resource, String namespace, Surroundings around) {
        Map<?, ?> spec = map(resource.getAdditionalProperties().get("spec"));
        List<String> to = texts(spec.get("exportTo")).toList();
        boolean exported =
                to.isEmpty()
                        || to.contains("*")
                        || to.contains(namespace)
                        || to.contains(".")
                                && namespace.equals(resource.getMetadata().getNamespace());
        Map<?, ?> selector = map(map(spec.get("workloadSelector")).get("matchLabels"));
        return exported && around.labels().entrySet().containsAll(selector.entrySet());
    }

    boolean meets(Set<String> about) {
        return patterns.stream().anyMatch(it -> about.stream().anyMatch(one -> matches(it, one)));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
    }

    /** A short name is that of a Service in the resource's own namespace. */
    private static Stream<String> hosts(
            Stream<String> hosts, String namespace, Surroundings around) {
        return hosts.map(
                it ->
                        it.contains(".") || it.startsWith("*")
                                ? it
                                : MeshHost.service(it, namespace, around).name());
    }

    /** One that names no gateway is for the mesh. */
    private static boolean isOfMesh(Map<?, ?> spec) {
        List<String> gateways = texts(spec.get("gateways")).toList();
        return gateways.isEmpty() || gateways.contains(MESH);
    }

    /** One for a single rule of a route goes before one for the route, and is no rival. */
    private static Stream<String> routes(Map<?, ?> spec) {
        Stream<?> many =
                spec.get("targetRefs") instanceof List<?> refs ? refs.stream() : Stream.of();
        return Stream.concat(Stream.ofNullable(spec.get("targetRef")), many)
                .map(Scope::map)
                .filter(it -> ROUTE.equals(it.get("kind")) && it.get("sectionName") == null)
                .flatMap(it -> Stream.ofNullable(it.get("name")))
                .map(String::valueOf);
    }

    private static Stream<String> texts(@Nullable Object list) {
        return list instanceof List<?> texts ? texts.stream().map(String::valueOf) : Stream.empty();
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
