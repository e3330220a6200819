package dev.connectivity.propose;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.plan.Keeper;
import java.util.List;
import java.util.Optional;

/**
 * What to change in one object, so that its findings go away.
 *
 * @param kind of the object
 * @param findings at least one
 * @param keeper where the object comes from
 */
public record Proposal(
        String namespace,
        String kind,
        String name,
        List<FindingStatus> findings,
        Patch patch,
        Optional<Keeper> keeper) {}
