package dev.connectivity.metrics;

import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.ProbeListener;
import dev.connectivity.probe.engine.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Every attempt, by outcome and by phase, and how late the engine began it. */
@ApplicationScoped
public class ProbeMeters implements ProbeListener {

    private final OwnedMeters meters;
    private final Timer lateness;

    public ProbeMeters(OwnedMeters meters, MeterRegistry registry) {
        this.meters = meters;
        this.lateness =
                Timer.builder("connectivity.probe.lateness")
                        .description("From when an attempt was due until it was begun")
                        .serviceLevelObjectives(Buckets.bounds())
                        .register(registry);
    }

    @Override
    public void asked(String owner, Target target, Observation observation, Duration late) {
        lateness.record(late);
        meters.of(owner).ifPresent(policy -> count(policy, target, observation));
    }

    private static void count(PolicyMeters policy, Target target, Observation observation) {
        policy.target(target.id())
                .ifPresent(
                        mine -> {
                            mine.ended(observation);
                            PhaseTimes times = policy.phases(protocol(target.question()));
                            observation.phases().forEach(times::add);
                        });
    }

    private static String protocol(Question question) {
        return switch (question) {
            case Question.Tcp _ -> "tcp";
            case Question.HttpRequest http -> http.tls().isPresent() ? "https" : "http";
            case Question.PostgreSql _ -> "postgresql";
        };
    }
}
