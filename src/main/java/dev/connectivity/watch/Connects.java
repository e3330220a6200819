package dev.connectivity.watch;

import dev.connectivity.diagnose.PodPort;
import dev.connectivity.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The last observation of each pod's ports, by policy UID; bounded by the targets that are watched.
 */
@ApplicationScoped
class Connects {

    /** What was asked of the port. */
    enum Kind {
        /** A connect. */
        pod,
        /** The readiness path. */
        health
    }

    /** One thing asked of one pod. */
    record Key(Kind kind, PodPort port) {

        /**
         * The address is part of it: a pod made anew under its old name is another thing to ask.
         */
        String targetId() {
            return kind + "/" + port.pod() + "@" + port.podIp() + ":" + port.port();
        }
    }

    private final Map<String, Map<Key, Observation>> byPolicy = new ConcurrentHashMap<>();

    /** The one that it replaces. */
    Optional<Observation> put(String uid, Key key, Observation observation) {
        return Optional.ofNullable(of(uid).put(key, observation));
    }

    Map<PodPort, Observation> seen(String uid, Kind kind) {
        return of(uid).entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .collect(
                        Collectors.toUnmodifiableMap(
                                entry -> entry.getKey().port(), Map.Entry::getValue));
    }

    void retain(String uid, Set<Key> keys) {
        of(uid).keySet().retainAll(keys);
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }

    private Map<Key, Observation> of(String uid) {
        return byPolicy.computeIfAbsent(uid, key -> new ConcurrentHashMap<>());
    }
}
