package dev.connectivity.watch;

import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is thought of each dependency now, by policy UID and target id. Written by the engine's
 * threads, read by the loop's. Holds one small record per target, and goes with its policy.
 */
@ApplicationScoped
class Verdicts {

    private record Entry(Question question, Verdict verdict) {}

    private final Map<String, Map<String, Entry>> byPolicy = new ConcurrentHashMap<>();

    /**
     * Judges this question from now on: as before where the address is the same (another password
     * does not end an incident), from {@code start} where nothing is known yet, and anew for
     * another address.
     */
    void begin(String uid, String id, Question question, Supplier<Verdict> start, Instant now) {
        of(uid).compute(
                        id,
                        (key, entry) -> {
                            if (entry == null) {
                                return new Entry(question, start.get());
                            }
                            boolean sameAddress =
                                    entry.question().address().equals(question.address());
                            return new Entry(
                                    question, sameAddress ? entry.verdict() : Verdict.unknown(now));
                        });
    }

    Optional<Verdict> get(String uid, String id) {
        return known(uid).map(it -> it.get(id)).map(Entry::verdict);
    }

    /** Before and after. */
    record Turn(Verdict before, Verdict after) {}

    /** Empty when the target is no longer judged. */
    Optional<Turn> judge(String uid, String id, UnaryOperator<Verdict> judgement) {
        Entry[] before = new Entry[1];
        return known(uid)
                .map(
                        it ->
                                it.computeIfPresent(
                                        id,
                                        (key, entry) -> {
                                            before[0] = entry;
                                            return new Entry(
                                                    entry.question(),
                                                    judgement.apply(entry.verdict()));
                                        }))
                .map(entry -> new Turn(before[0].verdict(), entry.verdict()));
    }

    void retain(String uid, Set<String> ids) {
        of(uid).keySet().retainAll(ids);
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }

    private Optional<Map<String, Entry>> known(String uid) {
        return Optional.ofNullable(byPolicy.get(uid));
    }

    private Map<String, Entry> of(String uid) {
        return byPolicy.computeIfAbsent(uid, key -> new ConcurrentHashMap<>());
    }
}
