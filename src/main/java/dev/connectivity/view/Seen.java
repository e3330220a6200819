package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.diagnose.Traffic;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Recall;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One policy at one moment. What it says of states comes from the resource's status, which any
 * replica has; the rest is the leader's, and empty elsewhere.
 *
 * @param policy empty where its spec does not read
 * @param attempts the last ones, by dependency as in a status: {@code workload}, {@code database},
 *     {@code upstream/} and a name
 * @param losses the last ones since this process began, in the order in which they last changed
 * @param readings empty where no objective is declared
 */
public record Seen(
        ConnectivityPolicy resource,
        Optional<Policy> policy,
        Optional<Traffic> traffic,
        Map<String, Recall.Copy> attempts,
        List<Loss> losses,
        Optional<PolicyReadings> readings,
        Instant now) {

    /** Something lost, and when. */
    public record Loss(String dependency, Incident incident) {}
}
