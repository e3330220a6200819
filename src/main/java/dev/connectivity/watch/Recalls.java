package dev.connectivity.watch;

import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Recall;
import dev.connectivity.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of each policy for people who look: the last attempts at each dependency, and
 * the last incidents. It begins anew with the process, and goes with the policy.
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

    private static final class Memory {
        private final Map<String, Recall> recalls = new HashMap<>();
        private final List<Loss> losses = new ArrayList<>();
    }

    private final Map<String, Memory> policies = new ConcurrentHashMap<>();

    void attempted(String uid, String dependency, Observation observation) {
        Memory memory = of(uid);
        synchronized (memory) {
            memory.recalls.computeIfAbsent(dependency, _ -> new Recall()).add(observation);
        }
    }

    /** An incident as it stands by now; the one told before of the same loss makes way. */
    void lost(String uid, String dependency, Incident incident) {
        Memory memory = of(uid);
        Loss loss = new Loss(dependency, incident);
        synchronized (memory) {
            memory.losses.removeIf(loss::isSameAs);
            memory.losses.add(loss);
            if (memory.losses.size() > INCIDENTS) {
                memory.losses.removeFirst();
            }
        }
    }

    /** The last attempts by dependency; the workload's are requests of its readiness path. */
    public Map<String, Recall.Copy> attempts(String uid) {
        Memory memory = policies.get(uid);
        if (memory == null) {
            return Map.of();
        }
        synchronized (memory) {
            Map<String, Recall.Copy> copies = new HashMap<>();
            memory.recalls.forEach((id, recall) -> copies.put(id, recall.copy()));
            return Collections.unmodifiableMap(copies);
        }
    }

    /** In the order in which they last changed. */
    public List<Loss> losses(String uid) {
        Memory memory = policies.get(uid);
        if (memory == null) {
            return List.of();
        }
        synchronized (memory) {
            return List.copyOf(memory.losses);
        }
    }

    /** Forgets the attempts at all others, those at the workload aside. */
    void retain(String uid, Set<String> dependencies) {
        Memory memory = of(uid);
        synchronized (memory) {
            memory.recalls
                    .keySet()
                    .removeIf(it -> !it.equals(Outages.WORKLOAD) && !dependencies.contains(it));
        }
    }

    void forget(String uid) {
        policies.remove(uid);
    }

    private Memory of(String uid) {
        return policies.computeIfAbsent(uid, _ -> new Memory());
    }
}
