package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.judge.DatabasePace;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.LoginPace;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Pace;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.UpstreamPace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.objective.Held;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Course;
import dev.connectivity.probe.engine.Target;
import dev.connectivity.watch.DependencyCourse.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the engine is handed for each thing that a policy wants to know. */
@ApplicationScoped
class Targets {

    private static final Pace UPSTREAM_PACE = new UpstreamPace();
    private static final Pace LOGIN_PACE = new LoginPace(UPSTREAM_PACE);
    private static final Pace DATABASE_PACE = new DatabasePace();

    /** One datagram each: a name that moves is followed so soon. */
    private static final Duration PLACE_INTERVAL = Duration.ofSeconds(5);

    /** A whole request, until the first that is answered. */
    private static final Duration PROOF_INTERVAL = Duration.ofSeconds(15);

    private static final Duration ALIAS_TIMEOUT = Duration.ofSeconds(10);

    private final Verdicts verdicts;
    private final Correlation correlation;
    private final DependencyCourse.Audience audience;
    private final Connects connects;
    private final ConnectionUses uses;
    private final Sightings sightings = new Sightings();
    private final Budgets budgets;
    private final Recalls recalls;
    private final OperatorConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;

    Targets(
            Judged judged,
            Connects connects,
            ConnectionUses uses,
            OperatorConfig config,
            InstantSource clock,
            RandomGenerator random) {
        this.verdicts = judged.verdicts();
        this.correlation = judged.correlation();
        this.audience = judged;
        this.budgets = judged.budgets();
        this.recalls = judged.recalls();
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
        begin(
                policy,
                id,
                question,
                () ->
                        status.map(known -> Restored.upstreams(known, now).get(upstream.name()))
                                .orElseGet(() -> Verdict.unknown(now)),
                wake);
        Rules rules = new Rules(upstream.pacing(), upstream.tls().expiryWarning());
        Pace pace = upstream.login().isPresent() ? LOGIN_PACE : UPSTREAM_PACE;
        return target(policy, id, question, pace, rules, wake);
    }

    Target database(
            Policy policy,
            Question question,
            Optional<ConnectivityPolicyStatus> status,
            Wake wake) {
        Instant now = clock.instant();
        begin(
                policy,
                Restored.DATABASE,
                question,
                () ->
                        status.flatMap(known -> Restored.database(known, now))
                                .orElseGet(() -> Verdict.unknown(now)),
                wake);
        Rules rules = new Rules(policy.database().orElseThrow().pacing(), Judge.EXPIRY_WARNING);
        Target judged = target(policy, Restored.DATABASE, question, DATABASE_PACE, rules, wake);
        return new Target(
                judged.id(),
                question,
                new ServerCourse(
                        PolicyKey.of(policy), question.address(), judged.course(), uses, wake));
    }

    /** An upstream that is called by another Service's name: where it is, or whether it answers. */
    Target alias(Policy policy, String id, Question question, Wake wake) {
        return new Target(
                id,
                question,
                new AliasCourse(
                        PolicyKey.of(policy),
                        id,
                        question,
                        question instanceof Question.Place ? PLACE_INTERVAL : PROOF_INTERVAL,
                        ALIAS_TIMEOUT,
                        sightings,
                        wake));
    }

    Sightings sightings() {
        return sightings;
    }

    ConnectionUses uses() {
        return uses;
    }

    private void begin(
            Policy policy, String id, Question question, Supplier<Verdict> start, Wake wake) {
        verdicts.begin(policy.uid(), id, question, start, clock.instant());
        verdicts.get(policy.uid(), id)
                .ifPresent(
                        verdict ->
                                correlation.begin(
                                        new Correlation.Key(PolicyKey.of(policy), id),
                                        question,
                                        verdict,
                                        wake));
    }

    private Target target(
            Policy policy, String id, Question question, Pace pace, Rules rules, Wake wake) {
        return new Target(
                id,
                question,
                new DependencyCourse(
                        PolicyKey.of(policy), id, pace, rules, verdicts, audience, wake, random));
    }

    Target pod(Policy policy, Question question, Connects.Key key, Wake wake) {
        Course connect =
                new ConnectCourse(
                        PolicyKey.of(policy),
                        key,
                        config.listenerInterval(),
                        config.listenerTimeout(),
                        connects,
                        wake);
        Course counted =
                key.kind() == Connects.Kind.health
                        ? new RequestCourse(policy.uid(), connect, budgets)
                        : connect;
        return new Target(
                key.targetId(),
                question,
                showsTheWorkload(policy, key)
                        ? new RecalledCourse(policy.uid(), Outages.WORKLOAD, counted, recalls)
                        : counted);
    }

    /** Requests where the policy names a readiness path, else connects to its listener. */
    private static boolean showsTheWorkload(Policy policy, Connects.Key key) {
        boolean requested = Held.hasReadinessPath(policy);
        return switch (key.kind()) {
            case health -> requested;
            case pod ->
                    !requested
                            && policy.listener()
                                    .filter(it -> it.port() == key.port().port())
                                    .isPresent();
        };
    }
}
