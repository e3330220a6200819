package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.judge.DatabasePace;
import dev.connectivity.judge.Pace;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.UpstreamPace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the engine is handed for each thing that a policy wants to know. */
@ApplicationScoped
class Targets {

    private static final Pace UPSTREAM_PACE = new UpstreamPace();
    private static final Pace DATABASE_PACE = new DatabasePace();

    private final Verdicts verdicts;
    private final Connects connects;
    private final ConnectionUses uses;
    private final OperatorConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;

    Targets(
            Verdicts verdicts,
            Connects connects,
            ConnectionUses uses,
            OperatorConfig config,
            InstantSource clock,
            RandomGenerator random) {
        this.verdicts = verdicts;
        this.connects = connects;
        this.uses = uses;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    Target upstream(
            Policy policy,
            Upstream upstream,
            Question question,
            Optional<ConnectivityPolicyStatus> status,
            Wake wake) {
        String id = Restored.upstream(upstream.name());
        Instant now = clock.instant();
        verdicts.begin(
                policy.uid(),
                id,
                question,
                () ->
                        status.map(known -> Restored.upstreams(known, now).get(upstream.name()))
                                .orElseGet(() -> Verdict.unknown(now)),
                now);
        return new Target(
                id,
                question,
                new DependencyCourse(
                        PolicyKey.of(policy),
                        id,
                        UPSTREAM_PACE,
                        upstream.pacing(),
                        verdicts,
                        wake,
                        random));
    }

    Target database(
            Policy policy,
            Question question,
            Optional<ConnectivityPolicyStatus> status,
            Wake wake) {
        Instant now = clock.instant();
        verdicts.begin(
                policy.uid(),
                Restored.DATABASE,
                question,
                () ->
                        status.flatMap(known -> Restored.database(known, now))
                                .orElseGet(() -> Verdict.unknown(now)),
                now);
        DependencyCourse course =
                new DependencyCourse(
                        PolicyKey.of(policy),
                        Restored.DATABASE,
                        DATABASE_PACE,
                        policy.database().orElseThrow().pacing(),
                        verdicts,
                        wake,
                        random);
        return new Target(
                Restored.DATABASE,
                question,
                new ServerCourse(course.policy(), question.address(), course, uses, wake));
    }

    ConnectionUses uses() {
        return uses;
    }

    Target pod(Policy policy, Question question, Connects.Key key, Wake wake) {
        return new Target(
                key.targetId(),
                question,
                new ConnectCourse(
                        PolicyKey.of(policy),
                        key,
                        config.listenerInterval(),
                        config.listenerTimeout(),
                        connects,
                        wake));
    }
}
