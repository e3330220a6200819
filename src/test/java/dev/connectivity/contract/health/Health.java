package dev.connectivity.contract.health;

/** What a GitOps tool makes of an object, in the words of kstatus and one of Argo CD's. */
enum Health {
    InProgress,
    Failed,
    Current,
    Suspended
}
