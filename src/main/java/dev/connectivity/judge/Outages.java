package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last time that the workload itself was lost, and the last time that anything was: workload,
 * database or a required upstream.
 *
 * @param reachable whether the workload answered when it was last known
 * @param workload from when it could not be reached until it could
 * @param system from the first loss of anything until nothing was lost any more
 */
public record Outages(boolean reachable, Optional<Incident> workload, Optional<Incident> system) {

    /** The workload's name where dependencies are named together. */
    public static final String WORKLOAD = "workload";

    /** The name of all that is required together. */
    public static final String SYSTEM = "system";

    public static final Set<String> PARTS = Set.of(WORKLOAD, SYSTEM);

    public static final Outages NONE = new Outages(false, Optional.empty(), Optional.empty());

    /**
     * What one pass saw.
     *
     * @param answers whether the workload does; empty: not known
     * @param reason why it does not
     * @param failed when the first attempt began that failed at it
     * @param lost incidents, not over, of what is required
     */
    public record Seen(
            Optional<Boolean> answers,
            Reason reason,
            Instant failed,
            List<Incident> lost,
            Instant now) {}

    /** As a status tells: what was reachable can be lost, and what was lost be found. */
    public static Outages restored(ConnectivityPolicyStatus status) {
        boolean reachable =
                Optional.ofNullable(status.conditions()).stream()
                        .flatMap(List::stream)
                        .anyMatch(
                                it ->
                                        ConditionType.WorkloadReachable.name().equals(it.getType())
                                                && "True".equals(it.getStatus()));
        return new Outages(reachable, Restored.incident(status, WORKLOAD), Optional.empty());
    }

    /** Nobody wants to know of the workload any longer, so it is not missed either. */
    public Outages withoutWorkload() {
        return new Outages(false, Optional.empty(), system);
    }

    public Outages after(Seen seen) {
        Optional<Incident> ofWorkload = workloadAfter(seen);
        return new Outages(
                seen.answers().orElse(reachable), ofWorkload, systemAfter(seen, ofWorkload));
    }

    private Optional<Incident> workloadAfter(Seen seen) {
        if (seen.answers().isEmpty()) {
            return workload;
        }
        if (seen.answers().get()) {
            return workload.map(it -> it.recoveredAt(seen.now()));
        }
        return reachable
                ? Optional.of(
                        new Incident(seen.reason(), seen.failed(), seen.now(), Optional.empty()))
                : workload;
    }

    private Optional<Incident> systemAfter(Seen seen, Optional<Incident> ofWorkload) {
        List<Incident> lost =
                Stream.concat(seen.lost().stream(), ofWorkload.stream())
                        .filter(Outages::lasts)
                        .toList();
        if (lost.isEmpty()) {
            return system.map(it -> it.recoveredAt(seen.now()));
        }
        return system.filter(Outages::lasts)
                .or(
                        () ->
                                lost.stream()
                                        .min(Comparator.comparing(Incident::began))
                                        .map(
                                                first ->
                                                        new Incident(
                                                                first.reason(),
                                                                first.began(),
                                                                first.detected(),
                                                                Optional.empty())));
    }

    private static boolean lasts(Incident incident) {
        return incident.recovered().isEmpty();
    }
}
