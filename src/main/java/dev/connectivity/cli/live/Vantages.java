package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out from where the pods can be asked.
 *
 * @param inCluster whether this machine is a pod: then its connects count, whatever they show
 */
record Vantages(Via via, Vantage here, Vantage apiServer, boolean inCluster) {

    /** From where users want pods to be asked. */
    enum Via {
        /** From here where that tells something, else by the API server. */
        Auto,
        /** From here alone. */
        Here,
        /** By the API server alone. */
        ApiServer
    }

    /** A place, and what the first connects from it showed. */
    record Chosen(Vantage vantage, Map<PodPort, Observation> seen) {}

    /**
     * Chooses one by asking.
     *
     * @param more asked where {@code ports} refuse and it is not sure that they are the pods'
     * @return empty where they cannot be asked from anywhere
     */
    Optional<Chosen> choose(Set<PodPort> ports, Set<PodPort> more) throws InterruptedException {
        Optional<Chosen> direct = via == Via.ApiServer ? Optional.empty() : fromHere(ports, more);
        if (direct.isPresent() || via == Via.Here) {
            return direct;
        }
        return Optional.of(new Chosen(apiServer, apiServer.connect(ports)))
                .filter(it -> !it.seen().isEmpty());
    }

    /**
     * Outside of the cluster a pod's address may be somebody else's, or nobody's: there a refusal
     * counts only where another connect was accepted.
     */
    private Optional<Chosen> fromHere(Set<PodPort> ports, Set<PodPort> more)
            throws InterruptedException {
        Map<PodPort, Observation> seen = new LinkedHashMap<>(here.connect(ports));
        boolean refused = seen.values().stream().anyMatch(Vantages::refused);
        if (refused && !inCluster && seen.values().stream().noneMatch(Observation::succeeded)) {
            seen.putAll(here.connect(more));
        }
        boolean accepted = seen.values().stream().anyMatch(Observation::succeeded);
        return accepted || refused && inCluster
                ? Optional.of(new Chosen(here, seen))
                : Optional.empty();
    }

    private static boolean refused(Observation observation) {
        return observation.outcome() instanceof Outcome.Failed failed
                && failed.reason() == Reason.ConnectionRefused;
    }
}
