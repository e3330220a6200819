package dev.connectivity.traffic;

import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Traffic;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource that the policy asks for.
 *
 * @param spec the fields that are ours
 * @param about what it governs: a host, or names of routes
 * @param namespaces in which somebody else's may govern the same, the policy's own among them;
 *     kinds that reach everywhere may from elsewhere, too
 */
public record Wanted(
        TrafficKind kind,
        String name,
        Map<String, Object> spec,
        Set<String> about,
        Set<String> namespaces) {

    /** On a resource, what was written: tells a change of ours from one of somebody else's. */
    private static final String WRITTEN = "connectivity.dev/written";

    /** All that the policy asks for; nothing where it does not speak of traffic. */
    public static List<Wanted> of(Policy policy, Surroundings surroundings) {
        return policy.traffic()
                .map(
                        traffic ->
                                switch (traffic.means()) {
                                    case Traffic.Mesh _ -> {
                                        IstioObjects istio =
                                                new IstioObjects(policy, traffic, surroundings);
                                        yield Governed.of(policy, surroundings).stream()
                                                .flatMap(it -> istio.of(it).stream())
                                                .toList();
                                    }
                                    case Traffic.Gateway gateway ->
                                            List.of(GatewayObjects.of(policy, traffic, gateway));
                                })
                .orElse(List.of());
    }

    /** One that was asked for, of which no more is known than what it is called. */
    static Wanted former(TrafficKind kind, String name) {
        return new Wanted(kind, name, Map.of(), Set.of(), Set.of());
    }

    public Subject subject() {
        return new Subject(kind.subjectKind(), name);
    }

    /** The whole of it, as it is written, and as a user would. */
    public GenericKubernetesResource object(Policy policy) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(kind.apiVersion());
        object.setKind(kind.name());
        object.setMetadata(
                OwnObject.metadata(policy, name).addToAnnotations(WRITTEN, digest()).build());
        object.setAdditionalProperty("spec", spec);
        return object;
    }

    /** Whether it was written as it is wanted now, whatever became of it since. */
    boolean wasWritten(GenericKubernetesResource live) {
        return OwnObject.annotation(live.getMetadata(), WRITTEN)
                .filter(digest()::equals)
                .isPresent();
    }

    /** Whether it is as it is wanted. */
    boolean holds(GenericKubernetesResource live) {
        return Likeness.has(live.getAdditionalProperties().get("spec"), spec);
    }

    private String digest() {
        return Likeness.digest(spec.toString());
    }
}
