package dev.connectivity.metrics;

import dev.connectivity.probe.Fact;
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
    private final ReplicaMeters replicas;
    private final HolderMeters holders;
    private final Timer lateness;

    public ProbeMeters(OwnedMeters meters, MeterRegistry registry) {
        this.meters = meters;
        this.replicas = new ReplicaMeters(meters);
        this.holders = new HolderMeters(meters);
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
        observation.facts().forEach(fact -> learned(owner, target, fact));
        replicas.noted(owner, observation);
        holders.noted(owner, observation);
    }

    private void learned(String owner, Target target, Fact fact) {
        if (fact instanceof Fact.FamilyTried tried) {
            FamilyMeters.count(meters, owner, OwnedMeters.dependency(target.id()), tried);
        }
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
            case Question.Place _ -> "place";
            case Question.Tcp _ -> "tcp";
            case Question.HttpRequest http -> http.tls().isPresent() ? "https" : "http";
            case Question.WebSocket web -> web.handshake().tls().isPresent() ? "wss" : "ws";
            case Question.TlsHandshake _ -> "tls";
            case Question.Dns _ -> "dns";
            case Question.PostgreSql _ -> "postgresql";
            case Question.Grpc grpc -> grpc.tls().isPresent() ? "grpcs" : "grpc";
            case Question.Nats _ -> "nats";
            case Question.Smtp smtp -> smtp.tls().isPresent() ? "smtps" : "smtp";
            case Question.Redis redis -> redis.tls().isPresent() ? "rediss" : "redis";
            case Question.Amqp amqp -> amqp.tls().isPresent() ? "amqps" : "amqp";
            case Question.Kafka kafka -> kafka.tls().isPresent() ? "kafkas" : "kafka";
            case Question.MySql _ -> "mysql";
        };
    }
}
