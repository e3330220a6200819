package dev.connectivity.watch;

import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Recall;
import dev.connectivity.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of each policy for people who look: the last attempts at each dependency, and
 * the last incidents. It begins anew with the process, and goes with the policy, attempts with what
 * they were made at: what is still under way then is passed over.
 */
@ApplicationScoped
public class Recalls {

    /** Of one policy. */
    static final int INCIDENTS = 20;

    /** An incident, and what was lost. */
    public record Loss(String dependency, Incident incident) {

        private boolean isSameAs(Loss other) {
            return dependency.equals(other.dependency)
                    && incident.began().equals(other.incident.began());
        }
    }

    private final Map<String, Memory> policies = new ConcurrentHashMap<>();

    void attempted(String uid, String dependency, Observation observation) {
        of(uid).ifPresent(it -> it.attempted(dependency, observation));
    }

    /** An incident as it stands by now; the one told before of the same loss makes way. */
    void lost(String uid, String dependency, Incident incident) {
        of(uid).ifPresent(it -> it.lost(new Loss(dependency, incident)));
    }

    /**
     * The last attempts by dependency; the workload's are requests of its readiness path, where
     * none is declared connects.
     */
    public Map<String, Recall.Copy> attempts(String uid) {
        return of(uid).map(Memory::attempts).orElse(Map.of());
    }

    /** In the order in which they last changed. */
    public List<Loss> losses(String uid) {
        return of(uid).map(Memory::losses).orElse(List.of());
    }

    /** From now on attempts at these are remembered; those at all others are forgotten. */
    void retain(String uid, Set<String> dependencies) {
        policies.computeIfAbsent(uid, _ -> new Memory()).retain(dependencies);
    }

    void forget(String uid) {
        policies.remove(uid);
    }

    private Optional<Memory> of(String uid) {
        return Optional.ofNullable(policies.get(uid));
    }

    /** Of one policy; written by many threads. */
    private static final class Memory {

        private final Map<String, Recall> recalls = new HashMap<>();
        private Set<String> retained = Set.of();
        private final List<Loss> losses = new ArrayList<>();

        synchronized void attempted(String dependency, Observation observation) {
            if (retained.contains(dependency)) {
                recalls.computeIfAbsent(dependency, _ -> new Recall()).add(observation);
            }
        }

        synchronized void lost(Loss loss) {
            losses.removeIf(loss::isSameAs);
            losses.add(loss);
            if (losses.size() > INCIDENTS) {
                losses.removeFirst();
            }
        }

        synchronized void retain(Set<String> dependencies) {
            retained = Set.copyOf(dependencies);
            recalls.keySet().retainAll(retained);
        }

        synchronized Map<String, Recall.Copy> attempts() {
            Map<String, Recall.Copy> copies = new HashMap<>();
            recalls.forEach((dependency, recall) -> copies.put(dependency, recall.copy()));
            return Map.copyOf(copies);
        }

        synchronized List<Loss> losses() {
            return List.copyOf(losses);
        }
    }
}
