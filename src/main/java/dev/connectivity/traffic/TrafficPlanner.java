package dev.connectivity.traffic;

import dev.connectivity.fallback.OwnObject;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of each resource that a policy asks for, and of those that it does no longer. */
public final class TrafficPlanner {

    private static final Comparator<GenericKubernetesResource> AGE =
            Comparator.comparing(
                            (GenericKubernetesResource it) ->
                                    it.getMetadata().getCreationTimestamp())
                    .thenComparing(it -> it.getMetadata().getName());

    private final Policy policy;
    private final Surroundings surroundings;
    private final Map<TrafficKind, List<GenericKubernetesResource>> live;
    private final TrafficMemory memory;
    private final boolean enforces;

    /**
     * @param live all of the policy's namespace, and those of other namespaces that may govern the
     *     same
     * @param enforces whether anything may be written
     */
    public TrafficPlanner(
            Policy policy,
            Surroundings surroundings,
            Map<TrafficKind, List<GenericKubernetesResource>> live,
            TrafficMemory memory,
            boolean enforces) {
        this.policy = policy;
        this.surroundings = surroundings;
        this.live = live;
        this.memory = memory;
        this.enforces = enforces;
    }

    /**
     * Those that are asked for. A ServiceEntry for a host that the mesh knows already is not, and
     * neither is what somebody else says in the same words.
     */
    public List<Decided> decide(List<Wanted> wanted) {
        return wanted.stream()
                .filter(it -> it.kind() != TrafficKind.ServiceEntry || rival(it).isEmpty())
                .filter(it -> !isSaidBySomebodyElse(it))
                .map(this::decide)
                .toList();
    }

    /** Where nothing could be looked at: what was written before is taken to be there. */
    public List<Decided> unseen(List<Wanted> wanted) {
        Stream<Decided> asked =
                wanted.stream()
                        .filter(memory::wasWritten)
                        .map(it -> unseen(it, Decision.Holds, memory.returns(it, false)));
        Stream<Decided> former =
                memory.others(wanted).stream().map(it -> unseen(it, Decision.None, List.of()));
        return Stream.concat(asked, former).toList();
    }

    private static Decided unseen(Wanted wanted, Decision decision, List<Instant> returns) {
        return new Decided(
                wanted,
                Optional.empty(),
                decision,
                returns,
                "It was written, and cannot be looked at now.");
    }

    /** Those that were made for the policy, and that nothing asks for any longer. */
    public List<GenericKubernetesResource> outgrown(List<Decided> decided) {
        Set<String> kept =
                decided.stream()
                        .filter(it -> it.live().isPresent())
                        .map(it -> it.wanted().subject().display())
                        .collect(Collectors.toSet());
        return live.values().stream()
                .flatMap(List::stream)
                .filter(it -> OwnObject.isOf(policy.uid(), it))
                .filter(it -> !kept.contains(it.getKind() + "/" + it.getMetadata().getName()))
                .toList();
    }

    private Decided decide(Wanted wanted) {
        Optional<GenericKubernetesResource> named = named(wanted);
        Optional<GenericKubernetesResource> ours =
                named.filter(it -> OwnObject.isOf(policy.uid(), it));
        if (named.isPresent() && ours.isEmpty()) {
            return left(
                    wanted,
                    "%s %s exists and was not made for this policy, so it is left alone: rename or remove it, or take spec.traffic out of the policy."
                            .formatted(wanted.kind(), wanted.name()));
        }
        Optional<GenericKubernetesResource> rival = rival(wanted);
        if (rival.isPresent()) {
            return left(wanted, rivalry(wanted, rival.get()));
        }
        return ours.filter(it -> wanted.holds(it) && wanted.wasWritten(it))
                .map(it -> holds(wanted, it))
                .orElseGet(() -> missing(wanted, ours));
    }

    private boolean isSaidBySomebodyElse(Wanted wanted) {
        return named(wanted)
                .filter(it -> !OwnObject.isOf(policy.uid(), it))
                .filter(wanted::holds)
                .isPresent();
    }

    private Decided left(Wanted wanted, String message) {
        return new Decided(
                wanted,
                Optional.empty(),
                enforces ? Decision.Conflict : Decision.None,
                List.of(),
                message);
    }

    private Decided holds(Wanted wanted, GenericKubernetesResource ours) {
        return new Decided(
                wanted,
                Optional.of(ours),
                Decision.Holds,
                memory.returns(wanted, false),
                "It says of %s what the policy declares."
                        .formatted(String.join(", ", wanted.about())));
    }

    private Decided missing(Wanted wanted, Optional<GenericKubernetesResource> ours) {
        boolean changedBack = ours.map(wanted::wasWritten).orElse(true);
        var returns = memory.returns(wanted, changedBack);
        if (!enforces) {
            return new Decided(
                    wanted,
                    ours,
                    Decision.Propose,
                    List.of(),
                    "It is %s. Apply the patch, which is the whole of it, with kubectl apply, or set mode: Enforce."
                            .formatted(
                                    ours.isEmpty()
                                            ? "missing"
                                            : "not as the policy declares any longer"));
        }
        if (memory.isContested(wanted, returns)) {
            return new Decided(
                    wanted,
                    ours,
                    Decision.Contested,
                    returns,
                    "%s %s was changed back or removed three times within an hour, so it is left alone: find out by whom, or change the policy."
                            .formatted(wanted.kind(), wanted.name()));
        }
        return new Decided(wanted, ours, Decision.Apply, returns, "It is being written.");
    }

    private Optional<GenericKubernetesResource> named(Wanted wanted) {
        return all(wanted)
                .filter(it -> isHere(it) && it.getMetadata().getName().equals(wanted.name()))
                .findFirst();
    }

    /** Somebody else's that governs the same; of two of ours the older one does. */
    private Optional<GenericKubernetesResource> rival(Wanted wanted) {
        Optional<GenericKubernetesResource> ours =
                named(wanted).filter(it -> OwnObject.isOf(policy.uid(), it));
        return all(wanted)
                .filter(it -> !OwnObject.isOf(policy.uid(), it))
                .filter(
                        it ->
                                wanted.kind().reachesEverywhere()
                                        || wanted.namespaces()
                                                .contains(it.getMetadata().getNamespace()))
                .filter(it -> Scope.isSeenBy(it, policy.namespace(), surroundings))
                .filter(it -> Scope.of(wanted.kind(), it, surroundings).meets(wanted.about()))
                .filter(
                        it ->
                                !OwnObject.isOurs(it)
                                        || ours.filter(own -> AGE.compare(own, it) < 0).isEmpty())
                .min(AGE);
    }

    /** Who may read the policy need not be one who may see what other namespaces have. */
    private String rivalry(Wanted wanted, GenericKubernetesResource rival) {
        String about = String.join(", ", wanted.about());
        return isHere(rival)
                ? "%s %s governs %s already, so none is made for this policy: remove that one, or say there what spec.traffic would and take it out of the policy."
                        .formatted(wanted.kind(), rival.getMetadata().getName(), about)
                : "A %s of another namespace governs %s already, so none is made for this policy: ask whoever looks after the mesh for it, or take spec.traffic out of the policy."
                        .formatted(wanted.kind(), about);
    }

    private boolean isHere(GenericKubernetesResource resource) {
        return policy.namespace().equals(resource.getMetadata().getNamespace());
    }

    private Stream<GenericKubernetesResource> all(Wanted wanted) {
        return live.getOrDefault(wanted.kind(), List.of()).stream();
    }
}
