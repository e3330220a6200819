package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Objectives.Recovery;
import dev.connectivity.policy.Pacing;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recovery objective that the policy's own settings cannot keep: by their arithmetic what is lost
 * may be seen, or be back, later than it allows, however fast everything else is. Needs no cluster.
 *
 * <ul>
 *   <li>database: until its loss is seen, {@code interval + 2 x timeout + 2s}.
 *   <li>service: until the kubelet acts, the longer of readiness and liveness with {@code period x
 *       failures + timeout}; then the startup budget.
 *   <li>system: the slowest of database and required upstreams to be seen, and the service, and the
 *       startup budget once more, since a correction of ours rolls the pods out.
 * </ul>
 */
public final class RecoveryOutOfReach {

    /** From a first failed attempt to the one that confirms it. */
    private static final Duration CONFIRMING = Duration.ofSeconds(2);

    private RecoveryOutOfReach() {}

    /** How long something takes at worst, and which settings make it so. */
    private record Worst(Duration time, String arithmetic) {

        Worst and(Worst other) {
            return new Worst(time.plus(other.time), arithmetic + " + " + other.arithmetic);
        }
    }

    /** Empty where every objective can be kept, or nothing declared says how long it takes. */
    public static List<Finding> find(Policy policy) {
        Recovery allowed = policy.objectives().recovery();
        List<Finding> findings = new ArrayList<>();
        database(policy)
                .flatMap(it -> finding(policy, "database", allowed.database(), it))
                .ifPresent(findings::add);
        service(policy)
                .flatMap(it -> finding(policy, "service", allowed.service(), it))
                .ifPresent(findings::add);
        system(policy)
                .flatMap(it -> finding(policy, "system", allowed.system(), it))
                .ifPresent(findings::add);
        return List.copyOf(findings);
    }

    private static Optional<Worst> database(Policy policy) {
        return policy.database().map(it -> seen("database", it.pacing(), CONFIRMING));
    }

    private static Optional<Worst> service(Policy policy) {
        return policy.health()
                .flatMap(
                        health ->
                                sum(
                                        Stream.of(
                                                acts(health),
                                                startup(health, "health.startup.budget"))));
    }

    private static Optional<Worst> system(Policy policy) {
        Stream<Worst> upstreams =
                policy.upstreams().stream()
                        .filter(Upstream::required)
                        .map(RecoveryOutOfReach::seen);
        Optional<Worst> dependency =
                Stream.concat(database(policy).stream(), upstreams)
                        .max(Comparator.comparing(Worst::time));
        Optional<Worst> rollout =
                policy.health().flatMap(it -> startup(it, "the same in a rollout"));
        return sum(Stream.of(dependency, service(policy), rollout));
    }

    private static Worst seen(Upstream upstream) {
        Pacing pacing = upstream.pacing();
        Duration confirming = pacing.retry().limit() > 0 ? CONFIRMING : pacing.interval();
        return seen("upstream " + upstream.name(), pacing, confirming);
    }

    private static Worst seen(String what, Pacing pacing, Duration confirming) {
        return new Worst(
                pacing.interval().plus(pacing.timeout().multipliedBy(2)).plus(confirming),
                "%s: interval %s + 2 x timeout %s + %s until it is confirmed"
                        .formatted(
                                what,
                                text(pacing.interval()),
                                text(pacing.timeout()),
                                text(confirming)));
    }

    /** The longer of both: which one a fault trips is not known before. */
    private static Optional<Worst> acts(Health health) {
        return Stream.concat(
                        health.readiness().map(it -> acts("readiness", it)).stream(),
                        health.liveness().map(it -> acts("liveness", it)).stream())
                .max(Comparator.comparing(Worst::time));
    }

    private static Worst acts(String probe, Health.Check check) {
        return new Worst(
                check.period().multipliedBy(check.failures()).plus(check.timeout()),
                "health.%s: period %s x failures %d + timeout %s"
                        .formatted(
                                probe,
                                text(check.period()),
                                check.failures(),
                                text(check.timeout())));
    }

    private static Optional<Worst> startup(Health health, String name) {
        return health.startupBudget().map(it -> new Worst(it, name + " " + text(it)));
    }

    private static Optional<Worst> sum(Stream<Optional<Worst>> parts) {
        return parts.flatMap(Optional::stream).reduce(Worst::and);
    }

    private static Optional<Finding> finding(
            Policy policy, String what, Duration allowed, Worst worst) {
        if (worst.time().compareTo(allowed) <= 0) {
            return Optional.empty();
        }
        String field = "spec.objectives.recovery." + what;
        return Optional.of(
                new Finding(
                        Reason.RecoveryUnachievable,
                        new Subject(Kind.ConnectivityPolicy, policy.name()),
                        field,
                        text(allowed),
                        text(worst.time()),
                        ("%s is %s, and the policy's own settings add up to %s: %s. Shorten these,"
                                        + " or allow at least %s.")
                                .formatted(
                                        field,
                                        text(allowed),
                                        text(worst.time()),
                                        worst.arithmetic(),
                                        text(worst.time())),
                        Optional.empty()));
    }

    /** As a policy writes it. */
    private static String text(Duration duration) {
        return Stream.of(
                        part(duration.toHours(), "h"),
                        part(duration.toMinutesPart(), "m"),
                        part(duration.toSecondsPart(), "s"),
                        part(duration.toMillisPart(), "ms"))
                .collect(Collectors.joining());
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
