package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Set;

/**
 * What the evidence says of one workload.
 *
 * @param reach whether the process answers where traffic is sent
 * @param reason of {@code reach}: the foremost finding's, or {@code Reachable}
 * @param message of {@code reach}
 * @param findings in order of weight
 * @param wanted ports of pods whose connect would tell more, or keep this diagnosis proven: all
 *     that should be watched
 * @param wantedHealth pods and ports whose readiness path should be asked
 */
public record Diagnosis(
        Reach reach,
        Reason reason,
        String message,
        List<Finding> findings,
        Set<PodPort> wanted,
        Set<PodPort> wantedHealth) {

    /** Whether the process answers where traffic is sent. */
    public enum Reach {
        Yes,
        No,
        Unknown
    }
}
