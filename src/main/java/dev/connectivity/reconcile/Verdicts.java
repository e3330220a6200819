package dev.connectivity.reconcile;

import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is thought of each dependency now, by policy UID and target id. Written by the engine's threads, read by the loop's. Holds
 * one small record per target, and goes with its policy.
 */
@ApplicationScoped
class Verdicts {

    /** A verdict is about one question: another URL, or another password, starts anew. */
    private record Entry(Question question, Verdict verdict) {}

    private final Map<String, Map<String, Entry>> byPolicy = new ConcurrentHashMap<>();

    /** Begins with {@code start} unless this very question is being judged already. */
    void begin(String uid, String id, Question question, Supplier<Verdict> start) {
        of(uid).compute(
                        id,
                        (key, entry) -> entry != null && entry.question().equals(question)
                                ? entry
                                : new Entry(question, start.get()));
    }

    boolean knows(String uid, String id) {
        return of(uid).containsKey(id);
    }

    Optional<Verdict> get(String uid, String id) {
        return Optional.ofNullable(of(uid).get(id)).map(Entry::verdict);
    }

    /** Before and after. */
    record Turn(Verdict before, Verdict after) {}

    /** Empty when the target is no longer judged. */
    Optional<Turn> judge(String uid, String id, UnaryOperator<Verdict> judgement) {
        Entry[] before = new Entry[1];
        Entry after = of(uid).computeIfPresent(id, (key, entry) -> {
            before[0] = entry;
            return new Entry(entry.question(), judgement.apply(entry.verdict()));
        });
        return Optional.ofNullable(after).map(entry -> new Turn(before[0].verdict(), entry.verdict()));
    }

    void retain(String uid, java.util.Set<String> ids) {
        of(uid).keySet().retainAll(ids);
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }

    private Map<String, Entry> of(String uid) {
        return byPolicy.computeIfAbsent(uid, key -> new ConcurrentHashMap<>());
    }
}
