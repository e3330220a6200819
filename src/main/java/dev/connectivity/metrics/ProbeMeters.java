package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.ProbeListener;
import dev.connectivity.probe.engine.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** Every attempt, by outcome and by phase, and how late the engine began it. */
@ApplicationScoped
public class ProbeMeters implements ProbeListener {

    /**
     * From a connect within a rack to the longest sensible timeout; 11 bounds, one more for what
     * lies beyond.
     */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private final OwnedMeters meters;
    private final ReplicaMeters replicas;
    private final Timer lateness;

    public ProbeMeters(OwnedMeters meters, MeterRegistry registry) {
        this.meters = meters;
        this.replicas = new ReplicaMeters(meters);
        this.lateness =
                Timer.builder("connectivity.probe.lateness")
                        .description("From when an attempt was due until it was begun")
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
    }

    @Override
    public void asked(String owner, Target target, Observation observation, Duration late) {
        lateness.record(late);
        String dependency = OwnedMeters.dependency(target.id());
        String outcome = observation.succeeded() ? "answered" : "failed";
        Tags result =
                Tags.of(
                        OwnedMeters.DEPENDENCY,
                        dependency,
                        "outcome",
                        outcome,
                        "reason",
                        reason(observation.outcome()));
        meters.use(
                owner,
                result,
                (registry, tags) -> {
                    Counter counter =
                            Counter.builder("connectivity.probe.attempts")
                                    .description("Attempts, by how they ended")
                                    .tags(tags)
                                    .register(registry);
                    counter.increment();
                    return counter;
                });
        observation.phases().forEach((phase, took) -> phase(owner, target, phase, took));
        replicas.noted(owner, observation);
    }

    private void phase(String owner, Target target, Phase phase, Duration took) {
        Tags where =
                Tags.of(
                        OwnedMeters.DEPENDENCY,
                        OwnedMeters.dependency(target.id()),
                        "protocol",
                        protocol(target.question()),
                        "phase",
                        phase.name().toLowerCase(Locale.ROOT));
        meters.use(
                owner,
                where,
                (registry, tags) -> {
                    Timer timer =
                            Timer.builder("connectivity.probe.phase")
                                    .description(
                                            "How long each phase of an attempt took, the failed one"
                                                    + " included")
                                    .tags(tags)
                                    .serviceLevelObjectives(BUCKETS)
                                    .register(registry);
                    timer.record(took);
                    return timer;
                });
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> Reason.Reachable.name();
            case Outcome.Failed failed -> failed.reason().name();
        };
    }

    private static String protocol(Question question) {
        return switch (question) {
            case Question.Tcp _ -> "tcp";
            case Question.HttpRequest http -> http.tls().isPresent() ? "https" : "http";
            case Question.PostgreSql _ -> "postgresql";
            case Question.MySql _ -> "mysql";
        };
    }
}
