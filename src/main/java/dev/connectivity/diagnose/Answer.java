package dev.connectivity.diagnose;

/** What a connect to one port of one pod showed. */
enum Answer {
    /** A connection was made. */
    Accepts,
    /** Nothing listens there. */
    Refuses,
    /**
     * We were refused, but the kubelet's readiness probe succeeds there: one of us is not reaching
     * the process.
     */
    Disputed,
    /**
     * A mesh sidecar of the pod takes every connection, so that a connect says nothing of the
     * process.
     */
    Masked,
    /** No answer in time, or another failure that does not tell whether somebody listens. */
    Silent,
    /** No connect yet that counts. */
    NotAsked
}
