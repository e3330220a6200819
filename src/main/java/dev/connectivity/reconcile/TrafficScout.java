package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Traffic.Gateway;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.traffic.TrafficKind;
import dev.connectivity.traffic.Wanted;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at what there is of the kinds by which a mesh or a gateway is told. In all namespaces only
 * before one is made that those of others may be rivals of.
 */
@ApplicationScoped
class TrafficScout {

    private final TrafficWriter writer;

    TrafficScout(TrafficWriter writer) {
        this.writer = writer;
    }

    /**
     * What was seen.
     *
     * @param absent kinds that the API server does not serve
     */
    record Seen(Map<TrafficKind, List<GenericKubernetesResource>> live, Set<TrafficKind> absent) {}

    /** All of what is wanted, and of what the memory says that it was written. */
    Seen look(String namespace, List<Wanted> wanted, TrafficHands.Terms terms) {
        Map<TrafficKind, Set<String>> where = new EnumMap<>(TrafficKind.class);
        terms.memory().kinds().forEach(it -> where.put(it, new TreeSet<>(Set.of(namespace))));
        wanted.forEach(
                it ->
                        where.computeIfAbsent(it.kind(), _ -> new TreeSet<>())
                                .addAll(it.namespaces()));
        Map<TrafficKind, List<GenericKubernetesResource>> live = new EnumMap<>(TrafficKind.class);
        Set<TrafficKind> absent = EnumSet.noneOf(TrafficKind.class);
        where.forEach(
                (kind, namespaces) ->
                        look(kind, namespaces, wanted, terms.enforces())
                                .ifPresentOrElse(it -> live.put(kind, it), () -> absent.add(kind)));
        return new Seen(live, absent);
    }

    /** Those that the policy names, and that are not there. */
    Optional<Problem> missingRoutes(Policy policy) {
        List<String> missing =
                policy.traffic().stream()
                        .flatMap(
                                it ->
                                        it.means() instanceof Gateway gateway
                                                ? gateway.routes().stream()
                                                : Stream.empty())
                        .filter(it -> !writer.hasRoute(policy.namespace(), it))
                        .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                Reason.RouteNotFound,
                                "HTTPRoute %s does not exist in namespace %s: create it, or correct spec.traffic.routes."
                                        .formatted(
                                                String.join(", ", missing), policy.namespace())));
    }

    private Optional<List<GenericKubernetesResource>> look(
            TrafficKind kind, Set<String> namespaces, List<Wanted> wanted, boolean enforces) {
        List<GenericKubernetesResource> all = new ArrayList<>();
        for (String namespace : namespaces) {
            Optional<List<GenericKubernetesResource>> some = writer.list(kind, namespace);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        if (!kind.reachesEverywhere()
                || wanted.stream().noneMatch(it -> isToBeMade(it, kind, all))) {
            return Optional.of(all);
        }
        Optional<List<GenericKubernetesResource>> everywhere =
                enforces ? writer.listEverywhere(kind) : writer.listedLately(kind);
        return everywhere.map(it -> joined(all, it, namespaces));
    }

    private static List<GenericKubernetesResource> joined(
            List<GenericKubernetesResource> here,
            List<GenericKubernetesResource> everywhere,
            Set<String> namespaces) {
        return Stream.concat(
                        here.stream(),
                        everywhere.stream()
                                .filter(
                                        it ->
                                                !namespaces.contains(
                                                        it.getMetadata().getNamespace())))
                .toList();
    }

    private static boolean isToBeMade(
            Wanted wanted, TrafficKind kind, List<GenericKubernetesResource> here) {
        return wanted.kind() == kind
                && here.stream().noneMatch(it -> it.getMetadata().getName().equals(wanted.name()));
    }
}
