package dev.connectivity.watch;

import dev.connectivity.correlate.Clusters;
import dev.connectivity.correlate.Correlator;
import dev.connectivity.correlate.Symptoms;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.CorrelationMeters;
import dev.connectivity.metrics.CorrelationMeters.Label;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What dependencies of all policies fail on together. Told of every attempt; looks at all of them
 * when a verdict changed, and while something is suspected every few seconds, since each success
 * speaks for it. A policy whose own dependencies are found to fail together, or no longer, is
 * woken; of another's it learns a number at most.
 */
@ApplicationScoped
class Correlation {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /**
     * A look at one dependency takes a microsecond: where they are many, looking takes a fiftieth
     * of one core at most.
     */
    private static final Duration REST_EACH = Duration.ofNanos(50_000);

    private static final int MANY = 200;

    /** A dependency of a policy. */
    record Key(PolicyKey policy, String id) {}

    private record Tracked(Question question, Symptoms symptoms, Wake wake) {}

    private final CorrelationMeters meters;
    private final InstantSource clock;
    private final Map<PolicyKey, Map<String, Tracked>> tracked = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Clusters<Key> clusters = Clusters.none();
    private volatile Instant looked = Instant.EPOCH;
    private volatile Instant next = Instant.EPOCH;
    private final AtomicBoolean changed = new AtomicBoolean();

    Correlation(CorrelationMeters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** One that is known goes on, unless its question is another. */
    void begin(Key key, Question question, Verdict verdict, Wake wake) {
        of(key.policy())
                .compute(
                        key.id(),
                        (same, known) ->
                                known != null && known.question().equals(question)
                                        ? new Tracked(question, known.symptoms(), wake)
                                        : new Tracked(
                                                question, Symptoms.begin(question, verdict), wake));
        changedIf(verdict.state() == Verdict.State.Down);
    }

    void judged(Key key, Observation observation, Verdict before, Verdict after) {
        of(key.policy())
                .computeIfPresent(
                        key.id(),
                        (same, known) -> {
                            Symptoms symptoms = known.symptoms().after(observation, after);
                            changedIf(symptoms.hidesFailure() != known.symptoms().hidesFailure());
                            return new Tracked(known.question(), symptoms, known.wake());
                        });
        changedIf(before.state() != after.state() || before.reason() != after.reason());
        lookIfDue();
    }

    /** What the verdict's dependency fails on with others, if it still does. */
    Optional<Common> of(Key key, Verdict verdict) {
        lookIfDue();
        return clusters.of(key)
                .or(verdict::common)
                .filter(common -> common.reason() == verdict.reason() || isHidden(common, verdict));
    }

    /** The dependency is reached by its other family. */
    private static boolean isHidden(Common common, Verdict verdict) {
        return common.kind() == Common.Kind.AddressFamily && verdict.state() == Verdict.State.Up;
    }

    void retain(PolicyKey policy, Set<String> ids) {
        changedIf(of(policy).keySet().retainAll(ids));
    }

    void forget(String uid) {
        changedIf(tracked.keySet().removeIf(policy -> policy.uid().equals(uid)));
    }

    private Map<String, Tracked> of(PolicyKey policy) {
        return tracked.computeIfAbsent(policy, key -> new ConcurrentHashMap<>());
    }

    private void changedIf(boolean something) {
        if (something) {
            changed.set(true);
        }
    }

    /** Never waits: whoever looks now sees almost the same. */
    private void lookIfDue() {
        Instant now = clock.instant();
        boolean again = !clusters.members().isEmpty() && !now.isBefore(looked.plus(AGAIN));
        if ((changed.get() || again) && !now.isBefore(next) && looking.tryLock()) {
            try {
                changed.set(false);
                looked = now;
                int count = look();
                next = count < MANY ? now : now.plus(REST_EACH.multipliedBy(count));
            } finally {
                looking.unlock();
            }
        }
    }

    /** At how many. */
    private int look() {
        Map<Key, Symptoms> all = new HashMap<>();
        tracked.forEach(
                (policy, its) ->
                        its.forEach((id, one) -> all.put(new Key(policy, id), one.symptoms())));
        Clusters<Key> before = clusters;
        clusters = Correlator.correlate(all, before);
        Map<Label, Integer> counts = new HashMap<>();
        clusters.groups()
                .forEach(
                        (group, count) ->
                                counts.merge(
                                        new Label(group.kind(), group.reason()),
                                        count,
                                        Integer::sum));
        meters.fail(counts);
        wakeThoseOfAnother(before);
        return all.size();
    }

    private void wakeThoseOfAnother(Clusters<Key> before) {
        Map<PolicyKey, Wake> woken = new HashMap<>();
        Set<Key> any = new HashSet<>(before.members().keySet());
        any.addAll(clusters.members().keySet());
        for (Key key : any) {
            Tracked one = tracked.getOrDefault(key.policy(), Map.of()).get(key.id());
            if (one != null && !before.of(key).equals(clusters.of(key))) {
                woken.put(key.policy(), one.wake());
            }
        }
        woken.forEach((policy, wake) -> wake.wake(policy.namespace(), policy.name()));
    }
}
