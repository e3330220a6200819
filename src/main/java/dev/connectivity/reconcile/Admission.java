package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.api.v1alpha1.WorkloadSpec;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.status.Known.Problem;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a policy is looked after: its spec reads, and it is its workload's oldest. */
sealed interface Admission {

    record Admitted(Policy policy) implements Admission {}

    record Refused(Problem problem) implements Admission {}

    /**
     * Oldest first; the name decides between two of one second, so that both see the same winner.
     */
    Comparator<ConnectivityPolicy> AGE =
            Comparator.comparing(
                            (ConnectivityPolicy policy) ->
                                    policy.getMetadata().getCreationTimestamp())
                    .thenComparing(policy -> policy.getMetadata().getName());

    /**
     * Decides.
     *
     * @param others all policies of the namespace; this one may be among them
     */
    static Admission of(ConnectivityPolicy resource, Stream<ConnectivityPolicy> others) {
        try {
            Policy policy = PolicyReader.read(resource);
            return elder(resource, others)
                    .<Admission>map(elder -> new Refused(duplicate(elder, policy)))
                    .orElseGet(() -> new Admitted(policy));
        } catch (InvalidSpecException e) {
            return new Refused(new Problem(Reason.InvalidSpec, e.demand()));
        }
    }

    private static Optional<ConnectivityPolicy> elder(
            ConnectivityPolicy resource, Stream<ConnectivityPolicy> others) {
        Optional<String> workload = workload(resource);
        return others.filter(other -> other.getMetadata().getDeletionTimestamp() == null)
                .filter(other -> !uid(other).equals(uid(resource)))
                .filter(other -> workload(other).equals(workload))
                .filter(other -> AGE.compare(other, resource) < 0)
                .filter(Admission::isReadable)
                .min(AGE);
    }

    /** The workload that a policy names, be the rest of it readable or not. */
    static Optional<String> workload(ConnectivityPolicy policy) {
        return Optional.ofNullable(policy.getSpec())
                .map(ConnectivityPolicySpec::workload)
                .map(WorkloadSpec::name);
    }

    /** One that cannot be read looks after nothing, however old it is. */
    private static boolean isReadable(ConnectivityPolicy policy) {
        try {
            PolicyReader.read(policy);
            return true;
        } catch (InvalidSpecException e) {
            return false;
        }
    }

    private static String uid(ConnectivityPolicy policy) {
        return policy.getMetadata().getUid();
    }

    private static Problem duplicate(ConnectivityPolicy elder, Policy policy) {
        return new Problem(
                Reason.DuplicatePolicy,
                "ConnectivityPolicy %s, which is older, looks after Deployment %s: delete one of the two."
                        .formatted(elder.getMetadata().getName(), policy.workload().name()));
    }
}
