package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to change now, what to propose, and what to leave alone. */
public final class Planner {

    public Plan plan(Situation situation) {
        World world = World.of(situation);
        RolloutProgress progress =
                new RolloutProgress(
                        situation.deployment(), situation.replicaSets(), situation.pods());
        Rollouts rollouts = new Rollouts(situation, world.deployment(), progress, world.aims());
        Course course = rollouts.course();
        List<ManagedObject> outgrown =
                situation.enforces() && course instanceof Course.Open
                        ? world.outgrown()
                        : List.of();
        List<Ruled> now = rule(world, progress, course, outgrown);
        List<Change> changes = changes(world, course, outgrown, now);
        return new Plan(
                rollout(rollouts, course, changes),
                outgrown.stream().map(ManagedObject::subject).toList(),
                changes,
                situation.policy().suspended() ? List.of() : proposals(world, now),
                held(world, outgrown, changes),
                Stream.concat(
                                now.stream().map(Ruled::ruling),
                                new MemoryRulings(world, course).all())
                        .toList());
    }

    private static List<Ruled> rule(
            World world, RolloutProgress progress, Course course, List<ManagedObject> outgrown) {
        Situation situation = world.situation();
        Ownership ownership =
                new Ownership(
                        situation.policy().onConflict(),
                        situation.rules().oneShotManagers(),
                        situation.rules().reconcilerMarks());
        Set<Subject> released =
                outgrown.stream().map(ManagedObject::subject).collect(Collectors.toSet());
        FindingRulings rulings = new FindingRulings(world, progress, course, ownership, released);
        return unlessAlone(situation.findings().stream().map(rulings::of).toList());
    }

    /**
     * A declared port only documents, and comes along with the change that it belongs to: where
     * that is not ours to make, the port is no reason for a rollout of its own.
     */
    private static List<Ruled> unlessAlone(List<Ruled> now) {
        List<Ruled> ofTemplate = now.stream().filter(Ruled::isOfTemplate).toList();
        boolean alone =
                ofTemplate.stream()
                        .filter(it -> it.is(Decision.Apply))
                        .allMatch(Ruled::onlyDocuments);
        boolean refused =
                ofTemplate.stream()
                        .anyMatch(it -> it.is(Decision.Conflict) || it.is(Decision.Contested));
        return alone && refused
                ? now.stream()
                        .map(it -> it.is(Decision.Apply) && it.isOfTemplate() ? it.left() : it)
                        .toList()
                : now;
    }

    private static List<Change> changes(
            World world, Course course, List<ManagedObject> outgrown, List<Ruled> now) {
        if (course instanceof Course.Undo undo) {
            return List.of(undo.change());
        }
        Stream<Change> kept =
                outgrown.stream()
                        .map(it -> it.change(List.of(), world.wantedOf(it), false, false))
                        .filter(it -> !it.fields().isEmpty());
        return Stream.concat(kept, bundled(world, now, it -> it.is(Decision.Apply), Ruled::byForce))
                .toList();
    }

    /**
     * By force, so that what a dry run refuses was refused for the change's own sake and not for a
     * holder's.
     */
    private static List<Change> proposals(World world, List<Ruled> now) {
        Predicate<Ruled> proposed = it -> it.is(Decision.Propose) || it.is(Decision.Conflict);
        return bundled(
                        world,
                        now,
                        proposed.and(it -> it.fix().filter(Fix::permitted).isPresent()),
                        it -> true)
                .toList();
    }

    /** One change for each object. */
    private static Stream<Change> bundled(
            World world, List<Ruled> now, Predicate<Ruled> included, Predicate<Ruled> byForce) {
        return world.objects()
                .flatMap(
                        object -> {
                            List<Ruled> its =
                                    now.stream()
                                            .filter(it -> it.subject().equals(object.subject()))
                                            .filter(included)
                                            .toList();
                            return its.isEmpty()
                                    ? Stream.empty()
                                    : Stream.of(bundle(object, its, byForce));
                        });
    }

    private static Change bundle(ManagedObject object, List<Ruled> its, Predicate<Ruled> byForce) {
        List<Fix> fixes = its.stream().flatMap(it -> it.fix().stream()).toList();
        FieldTree fields = object.ours().extract(object.live());
        for (Fix fix : fixes) {
            fields = fields.with(fix.path(), fix.value());
        }
        boolean rollsOut =
                fixes.stream().anyMatch(it -> Template.contains(object.subject(), it.path()));
        return object.change(fixes, fields, its.stream().anyMatch(byForce), rollsOut);
    }

    private static Optional<RolloutStatus> rollout(
            Rollouts rollouts, Course course, List<Change> changes) {
        boolean begins =
                course instanceof Course.Open && changes.stream().anyMatch(Change::rollsOut);
        return begins ? Optional.of(rollouts.begun()) : course.rollout();
    }

    private static List<Subject> held(
            World world, List<ManagedObject> outgrown, List<Change> changes) {
        return Stream.concat(
                        world.held().stream()
                                .filter(it -> !outgrown.contains(it))
                                .map(ManagedObject::subject),
                        changes.stream().map(Change::subject))
                .distinct()
                .toList();
    }
}
