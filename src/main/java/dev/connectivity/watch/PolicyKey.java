package dev.connectivity.watch;

import dev.connectivity.policy.Policy;

/** Whose a target is; stays the same when the policy is edited. */
record PolicyKey(String uid, String namespace, String name) {

    static PolicyKey of(Policy policy) {
        return new PolicyKey(policy.uid(), policy.namespace(), policy.name());
    }
}
