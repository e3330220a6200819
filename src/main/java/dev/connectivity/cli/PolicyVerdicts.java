package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.status.Known.Problem;
import java.util.List;

/**
 * What is known of one policy's dependencies.
 *
 * @param problems what keeps the policy, or one of its dependencies, from being asked
 * @param dependencies upstreams in the policy's order, then the database; as its status shows them
 */
record PolicyVerdicts(
        String namespace,
        String name,
        List<Problem> problems,
        List<DependencyStatus> dependencies) {

    String place() {
        return namespace + "/" + name;
    }
}
