package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.ConditionMeters;
import dev.connectivity.metrics.FindingMeters;
import dev.connectivity.metrics.ReconcileMeters.Outcome;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.status.Known;
import dev.connectivity.status.StatusBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends a pass: the status where it changed, the events that say what changed, and when to look
 * again.
 */
@ApplicationScoped
class Reporter {

    /** A rollout slot, or somebody's rollout, comes free without an event of this policy's own. */
    private static final Duration WAITING = Duration.ofSeconds(2);

    /** Whoever was told of a missing Secret is about to make it, and waits for us to see it. */
    private static final Duration MENDING = Duration.ofSeconds(10);

    /** Instants in a status are whole seconds; a pass that comes too early would come again. */
    private static final Duration BREATH = Duration.ofMillis(50);

    private final Announcer announcer;
    private final Recoveries recoveries;
    private final ConditionMeters meters;
    private final FindingMeters findings;
    private final OperatorConfig config;

    Reporter(
            Announcer announcer,
            Recoveries recoveries,
            ConditionMeters meters,
            FindingMeters findings,
            OperatorConfig config) {
        this.announcer = announcer;
        this.recoveries = recoveries;
        this.meters = meters;
        this.findings = findings;
        this.config = config;
    }

    Ending report(Pass pass, Known known) {
        ConnectivityPolicyStatus status = StatusBuilder.build(known);
        meters.told(pass.uid(), Optional.ofNullable(status.conditions()).orElse(List.of()));
        findings.told(pass.uid(), Optional.ofNullable(status.findings()).orElse(List.of()));
        recoveries.follow(pass.resource(), known);
        Optional<ConnectivityPolicyStatus> before = known.before();
        boolean tellsMore = before.filter(status::equals).isEmpty();
        if (tellsMore) {
            announcer.announce(pass.resource(), before, status);
            pass.context()
                    .resourceOperations()
                    .serverSideApplyPrimaryStatus(StatusWriter.carrying(pass.resource(), status));
        }
        return new Ending(next(pass, known), tellsMore ? Outcome.Written : Outcome.Unchanged);
    }

    private UpdateControl<ConnectivityPolicy> next(Pass pass, Known known) {
        UpdateControl<ConnectivityPolicy> control = UpdateControl.noUpdate();
        if (pass.isOvertaken()) {
            return control.reschedule();
        }
        Stream.of(again(known), switching(known), unwatched(known))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .ifPresent(control::rescheduleAfter);
        return control;
    }

    /** A dwell time that ends is no event. */
    private static Optional<Duration> switching(Known known) {
        return known.fallbacks().again().map(it -> Duration.between(known.now(), it).plus(BREATH));
    }

    private static Optional<Duration> unwatched(Known known) {
        return known.again().map(it -> Duration.between(known.now(), it).plus(BREATH));
    }

    private Optional<Duration> again(Known known) {
        if (known.rulings().stream().map(Ruling::decision).anyMatch(Decision.Wait::equals)) {
            return Optional.of(WAITING);
        }
        boolean loginRefused =
                Stream.concat(known.database().stream(), known.upstreams().values().stream())
                        .map(Verdict::reason)
                        .anyMatch(Judge::refusesLogin);
        boolean secretMissing =
                known.unresolved().stream().anyMatch(problem -> isAboutSecret(problem.reason()));
        if (secretMissing) {
            Duration usual = config.secretRetry();
            return Optional.of(usual.compareTo(MENDING) < 0 ? usual : MENDING);
        }
        return loginRefused ? Optional.of(config.secretRetry()) : Optional.empty();
    }

    private static boolean isAboutSecret(Reason reason) {
        return reason == Reason.SecretNotFound
                || reason == Reason.SecretKeyMissing
                || reason == Reason.SecretAccessDenied
                || reason == Reason.SecretValueMalformed;
    }
}
