package dev.connectivity.api.v1alpha1;

/** The conditions of a policy, in the order in which they are shown. */
public enum ConditionType {
    /** The spec is valid, and this policy is its workload's. */
    Accepted,
    /** Workload, Services, Secrets and keys exist and may be read. */
    ResolvedRefs,
    /** Our fixes are in place. */
    Programmed,
    /** The process answers where traffic is sent. */
    WorkloadReachable,
    /** Required upstreams answer as declared. */
    UpstreamsReachable,
    /** The database answers a query. */
    DatabaseReachable,
    /** Present only when True: a circuit is open. */
    Degraded,
    /** Present only when True: a rollout of ours is under way. */
    Reconciling,
    /** Present only when True: what a retry cannot repair. */
    Stalled,
    /** The summary that pipelines wait for. */
    Ready
}
