package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.ApplyResult.Conflict.HeldField;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.PatchMeters;
import dev.connectivity.plan.Entitlement;
import dev.connectivity.plan.FieldManagers;
import dev.connectivity.plan.Marks;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.traffic.Decided;
import dev.connectivity.traffic.Surroundings;
import dev.connectivity.traffic.TrafficKind;
import dev.connectivity.traffic.TrafficMemory;
import dev.connectivity.traffic.TrafficPlanner;
import dev.connectivity.traffic.Wanted;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the resources of a policy's traffic, and makes, sets and removes them. */
@ApplicationScoped
class TrafficHands {

    private final TrafficScout scout;
    private final TrafficWriter writer;
    private final TrafficLeavings leavings;
    private final EventRecorder events;
    private final PatchMeters meters;
    private final OperatorConfig config;

    TrafficHands(
            TrafficScout scout,
            TrafficWriter writer,
            TrafficLeavings leavings,
            EventRecorder events,
            PatchMeters meters,
            OperatorConfig config) {
        this.scout = scout;
        this.writer = writer;
        this.leavings = leavings;
        this.events = events;
        this.meters = meters;
        this.config = config;
    }

    /** What is remembered, and whether anything may be written. */
    record Terms(TrafficMemory memory, boolean enforces) {}

    /**
     * What came of a look.
     *
     * @param problems what must be there first
     * @param failure why one could not be written
     */
    record Outcome(List<Ruling> rulings, List<Problem> problems, Optional<Problem> failure) {}

    /** Where the API server answers that it cannot do it, all else of the policy goes on. */
    Outcome carryOut(
            ConnectivityPolicy resource,
            Policy policy,
            List<Wanted> wanted,
            Surroundings surroundings,
            Terms terms) {
        try {
            return lookAndWrite(resource, policy, wanted, surroundings, terms);
        } catch (KubernetesClientException e) {
            if (e.getStatus() == null) {
                throw e;
            }
            TrafficPlanner planner =
                    new TrafficPlanner(
                            policy, surroundings, Map.of(), terms.memory(), terms.enforces());
            return new Outcome(
                    planner.unseen(wanted).stream()
                            .map(it -> it.ruling(policy, owner(it)))
                            .toList(),
                    List.of(),
                    Optional.of(
                            new Problem(
                                    Reason.PatchRejected,
                                    "The resources of spec.traffic could not be looked at: %s. Is the operator's ClusterRole that of this version (deploy/roles.yaml)? It is tried again by itself."
                                            .formatted(e.getStatus().getMessage()))));
        }
    }

    private Outcome lookAndWrite(
            ConnectivityPolicy resource,
            Policy policy,
            List<Wanted> wanted,
            Surroundings surroundings,
            Terms terms) {
        TrafficScout.Seen seen = scout.look(policy.namespace(), wanted, terms);
        List<Problem> problems = new ArrayList<>();
        List<Wanted> possible = wanted;
        if (wanted.stream().map(Wanted::kind).anyMatch(seen.absent()::contains)) {
            problems.add(notInstalled(seen.absent()));
            possible = List.of();
        }
        scout.missingRoutes(policy).ifPresent(problems::add);
        TrafficPlanner planner =
                new TrafficPlanner(
                        policy, surroundings, seen.live(), terms.memory(), terms.enforces());
        List<Decided> decided = planner.decide(possible);
        TrafficLeavings.Left left =
                terms.enforces() || policy.traffic().isEmpty()
                        ? leavings.remove(resource, policy, planner.outgrown(decided))
                        : leavings.keep(policy, planner.outgrown(decided));
        List<Ruling> rulings = new ArrayList<>(left.rulings());
        Optional<Problem> failure = left.failure();
        for (Decided one : decided) {
            if (one.decision() != Decision.Apply) {
                rulings.add(rehearsed(policy, one, terms).ruling(policy, owner(one)));
                continue;
            }
            Written written = write(resource, policy, one);
            rulings.add(written.ruling());
            failure = failure.or(written::failure);
        }
        return new Outcome(rulings, problems, failure);
    }

    private record Written(Ruling ruling, Optional<Problem> failure) {

        static Written of(Policy policy, Decided one, String owner) {
            return new Written(one.ruling(policy, Optional.of(owner)), Optional.empty());
        }
    }

    private static Problem notInstalled(Set<TrafficKind> absent) {
        TrafficKind first = absent.iterator().next();
        return new Problem(
                Reason.ProviderNotInstalled,
                "The API server does not serve %s of %s, by which spec.traffic.provider is told: install %s, or take spec.traffic out of the policy. It is looked for again by itself."
                        .formatted(
                                absent.stream().map(Enum::name).collect(Collectors.joining(", ")),
                                first.apiVersion(),
                                first.install()));
    }

    /** A proposal is tried by a dry run, once, so that none is made that would be refused. */
    private Decided rehearsed(Policy policy, Decided one, Terms terms) {
        if (one.decision() != Decision.Propose || terms.memory().wasProposed(one.wanted())) {
            return one;
        }
        return writer.dryRun(policy, one.wanted(), one.live())
                        instanceof ApplyResult.Rejected rejected
                ? one.but(Decision.None, refused(one, rejected))
                : one;
    }

    private Written write(ConnectivityPolicy resource, Policy policy, Decided one) {
        ApplyResult result = writer.apply(policy, one.wanted(), one.live(), false);
        if (result instanceof ApplyResult.Conflict conflict && mayTake(policy, one, conflict)) {
            result = writer.apply(policy, one.wanted(), one.live(), true);
        }
        meters.patched(one.wanted().kind().name(), result.getClass().getSimpleName());
        return switch (result) {
            case ApplyResult.Applied _ -> {
                tell(resource, one);
                yield Written.of(
                        policy,
                        one.but(Decision.Holds, "It was written as the policy declares."),
                        FieldManagers.TRAFFIC);
            }
            case ApplyResult.Stale _ ->
                    Written.of(
                            policy,
                            one.but(
                                    Decision.Holds,
                                    "It was changed meanwhile: it is looked at again."),
                            FieldManagers.TRAFFIC);
            case ApplyResult.Conflict conflict ->
                    Written.of(
                            policy,
                            one.but(Decision.Conflict, held(one, conflict)),
                            conflict.held().getFirst().manager());
            case ApplyResult.Rejected rejected -> rejected(policy, one, rejected);
        };
    }

    private static Written rejected(Policy policy, Decided one, ApplyResult.Rejected rejected) {
        String message = refused(one, rejected);
        return new Written(
                one.but(Decision.Propose, message).ruling(policy, Optional.empty()),
                Optional.of(new Problem(Reason.PatchRejected, message)));
    }

    private static String refused(Decided one, ApplyResult.Rejected rejected) {
        return "The API server refuses %s %s: %s"
                .formatted(one.wanted().kind(), one.wanted().name(), rejected.message());
    }

    private boolean mayTake(Policy policy, Decided one, ApplyResult.Conflict conflict) {
        return one.live()
                .filter(
                        live ->
                                new Entitlement(
                                                policy.onConflict(),
                                                config.oneShotManagers(),
                                                new Marks(config.reconcilerMarks()))
                                        .toTake(
                                                one.wanted().kind().subjectKind(),
                                                live,
                                                conflict.held().stream()
                                                        .map(HeldField::manager)
                                                        .collect(Collectors.toSet())))
                .isPresent();
    }

    private static String held(Decided one, ApplyResult.Conflict conflict) {
        HeldField first = conflict.held().getFirst();
        return "%s of %s %s is held by %s, so it is left alone: give it up there, or set onConflict: TakeOver."
                .formatted(
                        first.field(), one.wanted().kind(), one.wanted().name(), first.manager());
    }

    private static Optional<String> owner(Decided one) {
        return one.decision() == Decision.Holds
                ? Optional.of(FieldManagers.TRAFFIC)
                : Optional.empty();
    }

    private void tell(ConnectivityPolicy resource, Decided one) {
        tell(
                resource,
                "%s %s, about %s, was %s."
                        .formatted(
                                one.wanted().kind(),
                                one.wanted().name(),
                                String.join(", ", one.wanted().about()),
                                one.live().isPresent() ? "set as the policy declares" : "made"));
    }

    private void tell(ConnectivityPolicy resource, String note) {
        events.record(
                resource,
                new EventRecorder.Entry(EventRecorder.Type.Normal, Reason.Applied, "Apply", note));
    }
}
