package dev.connectivity.api.v1alpha1;

/** The conditions of a policy, in the order in which they are shown. */
public enum ConditionType {
    Accepted("The spec is valid, and this policy is its workload's."),
    ResolvedRefs("Workload, Services, Secrets and keys exist and may be read."),
    Programmed("Our fixes are in place."),
    WorkloadReachable("The process answers where traffic is sent."),
    UpstreamsReachable("Required upstreams answer as declared."),
    DatabaseReachable("The database answers a query."),
    ObjectivesMet("No error budget of the policy's objectives is exhausted."),
    Degraded("Present only when True: a fallback is on, or a circuit is open."),
    Reconciling("Present only when True: a rollout of ours is under way."),
    Stalled("Present only when True: what a retry cannot repair."),
    Ready("The summary that pipelines wait for.");

    private final String meaning;

    ConditionType(String meaning) {
        this.meaning = meaning;
    }

    /** What it says when it is True, as a sentence for documentation. */
    public String meaning() {
        return meaning;
    }
}
