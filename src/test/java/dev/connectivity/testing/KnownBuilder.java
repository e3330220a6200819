package dev.connectivity.testing;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.plan.Ruling;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.status.Known;
import dev.connectivity.status.Known.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass of the loop found out of an Enforce policy whose workload answers, unless told
 * otherwise.
 */
public final class KnownBuilder {

    private Mode mode = Mode.Enforce;
    private ReadyWhen readyWhen = ReadyWhen.Configuration;
    private boolean suspended;
    private boolean enforce = true;
    private boolean readable = true;
    private boolean listener = true;
    private boolean database;
    private final List<Upstream> upstreams = new ArrayList<>();
    private Optional<Problem> refusal = Optional.empty();
    private Optional<Problem> failure = Optional.empty();
    private final List<Problem> unresolved = new ArrayList<>();
    private Optional<Diagnosis> diagnosis;
    private final List<Ruling> rulings = new ArrayList<>();
    private Optional<RolloutStatus> rollout = Optional.empty();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private Outages outages = Outages.NONE;
    private final List<Standing> standings = new ArrayList<>();
    private Objectives objectives = Objectives.DEFAULT;
    private Optional<Verdict> databaseVerdict = Optional.empty();
    private Fallbacks fallbacks = Fallbacks.NONE;
    private Optional<ConnectivityPolicyStatus> before = Optional.empty();
    private Instant now = NOON;
    private long generation = 7;

    private KnownBuilder() {
        diagnosis = Optional.of(diagnosis(Reach.Yes, Reason.Reachable));
    }

    public static KnownBuilder aKnown() {
        return new KnownBuilder();
    }

    public KnownBuilder observing() {
        mode = Mode.Observe;
        return this;
    }

    /** The administrator's switch. */
    public KnownBuilder enforcementOff() {
        enforce = false;
        return this;
    }

    public KnownBuilder readyWhen(ReadyWhen gate) {
        readyWhen = gate;
        return this;
    }

    public KnownBuilder suspended() {
        suspended = true;
        return this;
    }

    public KnownBuilder unreadable(Reason reason) {
        readable = false;
        return refused(reason);
    }

    public KnownBuilder refused(Reason reason) {
        refusal = Optional.of(new Problem(reason, "Refused."));
        diagnosis = Optional.empty();
        return this;
    }

    public KnownBuilder unresolved(Reason reason) {
        unresolved.add(new Problem(reason, reason + " is to be mended."));
        return this;
    }

    public KnownBuilder failure(Reason reason) {
        failure = Optional.of(new Problem(reason, "It could not be done."));
        return this;
    }

    public KnownBuilder withoutListener() {
        listener = false;
        return withoutDiagnosis();
    }

    public KnownBuilder withoutDiagnosis() {
        diagnosis = Optional.empty();
        return this;
    }

    public KnownBuilder reach(Reach reach, Reason reason) {
        diagnosis = Optional.of(diagnosis(reach, reason));
        return this;
    }

    public KnownBuilder ruling(Ruling ruling) {
        rulings.add(ruling);
        return this;
    }

    public KnownBuilder rollout(RolloutState state) {
        rollout = Optional.of(new RolloutStatus("uid-1", state, "digest", "2026-03-01T11:59:00Z"));
        return this;
    }

    public KnownBuilder upstream(String name, boolean required) {
        upstreams.add(
                new Upstream(
                        name,
                        URI.create("https://" + name + ".example.test/"),
                        required,
                        new Upstream.Http(Method.GET, List.of(new Upstream.StatusRange(200, 399))),
                        Upstream.Tls.DEFAULT,
                        Upstream.Dns.DEFAULT,
                        Upstream.Grpc.DEFAULT,
                        Optional.empty(),
                        aPacing(),
                        Optional.empty()));
        return this;
    }

    public KnownBuilder upstream(String name, boolean required, Verdict verdict) {
        verdicts.put(name, verdict);
        return upstream(name, required);
    }

    public KnownBuilder fallbacks(Fallbacks decided) {
        fallbacks = decided;
        return this;
    }

    public KnownBuilder database() {
        database = true;
        return this;
    }

    public KnownBuilder database(Verdict verdict) {
        databaseVerdict = Optional.of(verdict);
        return database();
    }

    /** Declares that 99.9 % must be good. */
    public KnownBuilder objective(Objective objective) {
        List<Goal> goals = new ArrayList<>(objectives.goals());
        goals.add(new Goal(objective, 100));
        objectives =
                new Objectives(
                        objectives.window(),
                        List.copyOf(goals),
                        objectives.below(),
                        objectives.recovery());
        return this;
    }

    public KnownBuilder objective(
            Objective objective, ObjectiveState state, String... dependencies) {
        boolean missed = state == ObjectiveState.Missed;
        standings.add(
                new Standing(
                        objective,
                        state,
                        missed ? List.of(dependencies) : List.of(),
                        missed ? List.of() : List.of(dependencies),
                        List.of()));
        return objective(objective);
    }

    public KnownBuilder outages(Outages seen) {
        outages = seen;
        return this;
    }

    public KnownBuilder before(ConnectivityPolicyStatus status) {
        before = Optional.of(status);
        return this;
    }

    public KnownBuilder now(Instant time) {
        now = time;
        return this;
    }

    public KnownBuilder generation(long number) {
        generation = number;
        return this;
    }

    public Known build() {
        return new Known(
                generation,
                readable ? Optional.of(policy()) : Optional.empty(),
                refusal,
                List.copyOf(unresolved),
                diagnosis,
                List.copyOf(rulings),
                rollout,
                failure,
                Map.copyOf(verdicts),
                databaseVerdict,
                List.copyOf(standings),
                fallbacks,
                outages,
                enforce,
                before,
                Optional.empty(),
                now);
    }

    private Policy policy() {
        SecretKey url = new SecretKey("shop-db", "DATABASE_URL");
        return new Policy(
                "uid-7",
                generation,
                "shop",
                "storefront",
                mode,
                OnConflict.Auto,
                readyWhen,
                suspended,
                new Policy.Workload("storefront", Optional.empty()),
                Set.of("shop-db"),
                listener
                        ? Optional.of(new Listener(3001, Protocol.HTTP, List.of(), List.of()))
                        : Optional.empty(),
                Optional.empty(),
                database
                        ? Optional.of(
                                new Database(
                                        Engine.PostgreSQL,
                                        new Database.Source.Url(url),
                                        Optional.empty(),
                                        Database.Demand.WRITABLE,
                                        aPacing(),
                                        Optional.empty()))
                        : Optional.empty(),
                List.copyOf(upstreams),
                objectives,
                Optional.empty());
    }

    private Diagnosis diagnosis(Reach reach, Reason reason) {
        List<Finding> findings = rulings.stream().map(Ruling::finding).toList();
        return new Diagnosis(reach, reason, "So it was seen.", findings, Set.of(), Set.of());
    }
}
