package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.plan.Aims.Aim;
import dev.connectivity.plan.Ruling.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides about fields that no finding of now speaks of: what was fixed and holds, and what came
 * back while the evidence is out.
 */
record MemoryRulings(World world, Course course) {

    Stream<Ruling> all() {
        List<Remembered> past =
                world.memory().all().stream()
                        .filter(
                                it ->
                                        world.situation().findings().stream()
                                                .noneMatch(now -> isAbout(it, now)))
                        .toList();
        Stream<Ruling> remembered =
                past.stream()
                        .flatMap(
                                it ->
                                        world
                                                .object(it.subject())
                                                .flatMap(object -> of(it, object))
                                                .stream());
        return Stream.concat(
                remembered, world.held().stream().flatMap(object -> forgotten(object, past)));
    }

    private static boolean isAbout(Remembered past, Finding now) {
        return now.fix().filter(fix -> past.isAbout(now.subject(), fix.path())).isPresent();
    }

    private Optional<Ruling> of(Remembered past, ManagedObject object) {
        if (past.isInTemplate() && past.isApplied() && failed(past, object)) {
            return Optional.of(ruling(past, object, Decision.Failed, past.returns()));
        }
        if (past.isRightIn(object)) {
            boolean wanted =
                    !world.situation().policyIsNew()
                            || world.aims().of(object.subject(), past.path()).isPresent();
            return Optional.of(past)
                    .filter(it -> wanted && it.isHeldIn(object))
                    .map(it -> ruling(it, object, Decision.Holds, it.returns()));
        }
        List<Instant> returns = world.memory().returns(past, object);
        if (world.memory().isContested(past, returns)) {
            return Optional.of(ruling(past, object, Decision.Contested, returns));
        }
        Decision pending = world.situation().enforces() ? Decision.Wait : Decision.Propose;
        return returns.isEmpty()
                ? Optional.empty()
                : Optional.of(ruling(past, object, pending, returns));
    }

    private boolean failed(Remembered past, ManagedObject object) {
        return switch (course) {
            case Course.Open ignored -> false;
            case Course.Closed ignored -> !past.isRightIn(object);
            case Course.Undo undo ->
                    !FieldTree.contains(
                            new FieldTree(undo.change().fields()).get(past.path()).orElse(null),
                            past.value());
        };
    }

    private static Ruling ruling(
            Remembered past, ManagedObject object, Decision decision, List<Instant> returns) {
        return new Ruling(
                past.finding(),
                decision,
                object.ownerOf(past.path()),
                object.keptBy(),
                Optional.ofNullable(past.status().patch()),
                returns);
    }

    /**
     * What we hold and the status does not know of: the operator ended between a change and the
     * status that tells of it.
     */
    private Stream<Ruling> forgotten(ManagedObject object, List<Remembered> past) {
        return object.ours().leaves().stream()
                .flatMap(leaf -> world.aims().of(object.subject(), leaf).stream())
                .distinct()
                .filter(
                        aim ->
                                course instanceof Course.Open
                                        || !Template.contains(object.subject(), aim.path()))
                .filter(
                        aim ->
                                past.stream()
                                        .noneMatch(it -> it.isAbout(object.subject(), aim.path())))
                .filter(
                        aim ->
                                world.situation().findings().stream()
                                        .noneMatch(
                                                it -> explains(it, object.subject(), aim.path())))
                .flatMap(aim -> forgotten(object, aim).stream());
    }

    private static boolean explains(Finding finding, Subject subject, FieldPath path) {
        return finding.subject().equals(subject)
                && finding.fix().filter(it -> PathText.overlap(it.path(), path)).isPresent();
    }

    private static Optional<Ruling> forgotten(ManagedObject object, Aim aim) {
        return object.ours()
                .extract(object.live())
                .get(aim.path())
                .map(
                        value -> {
                            Finding finding =
                                    new Finding(
                                            aim.reason(),
                                            object.subject(),
                                            aim.path().toString(),
                                            "",
                                            value instanceof Map<?, ?> ? "" : value.toString(),
                                            "The operator set this field as the policy declares,"
                                                    + " and holds it.",
                                            Optional.empty());
                            return new Ruling(
                                    finding,
                                    Decision.Holds,
                                    Optional.of(FieldManagers.ALIGNMENT),
                                    object.keptBy(),
                                    Optional.of(PatchText.of(aim.path(), value)),
                                    List.of());
                        });
    }
}
