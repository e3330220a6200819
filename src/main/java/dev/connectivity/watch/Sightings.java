package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What was last learned of upstreams that are called by another Service's name, by policy UID and
 * target id; bounded by the targets that are watched.
 */
@ApplicationScoped
class Sightings {

    private record Sighting(Question question, Observation observation) {}

    private final Map<String, Map<String, Sighting>> byPolicy = new ConcurrentHashMap<>();

    /**
     * Whether that tells something new. Where a name leads is kept when it could not be looked up,
     * and forgotten when it leads to what may not be connected to.
     */
    boolean note(String uid, String id, Question question, Observation observation) {
        Sighting now = new Sighting(question, observation);
        Sighting before = of(uid).get(id);
        if (before == null || !before.question().equals(question)) {
            of(uid).put(id, now);
            return true;
        }
        if (question instanceof Question.Place && !tells(observation)) {
            return false;
        }
        of(uid).put(id, now);
        return !before.observation().outcome().equals(observation.outcome())
                || !places(before.observation()).equals(places(observation));
    }

    private static boolean tells(Observation observation) {
        return switch (observation.outcome()) {
            case Outcome.Answered _ -> true;
            case Outcome.Failed failed -> failed.reason() == Reason.DestinationProhibited;
        };
    }

    private static Set<InetAddress> places(Observation observation) {
        return observation.facts().stream()
                .filter(Fact.Placed.class::isInstance)
                .flatMap(fact -> ((Fact.Placed) fact).addresses().stream())
                .collect(Collectors.toSet());
    }

    Optional<Observation> of(String uid, String id) {
        return Optional.ofNullable(of(uid).get(id)).map(Sighting::observation);
    }

    /** Forgets all others, and what answered another question. */
    void retain(String uid, Map<String, Question> questions) {
        of(uid).entrySet()
                .removeIf(it -> !it.getValue().question().equals(questions.get(it.getKey())));
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }

    private Map<String, Sighting> of(String uid) {
        return byPolicy.computeIfAbsent(uid, key -> new ConcurrentHashMap<>());
    }
}
