package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.FallbackRestorer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Switches back what is on for a policy that goes. What is the operator's own goes with it, since
 * it is owned by the policy.
 */
@ApplicationScoped
class FallbackFarewell {

    private final FallbackRestorer restorer;

    FallbackFarewell(FallbackRestorer restorer) {
        this.restorer = restorer;
    }

    /**
     * @return whether it is done; if not, somebody changed the workload or the flags meanwhile
     */
    boolean say(Pass pass) {
        ConnectivityPolicy policy = pass.resource();
        String workload = Admission.workload(policy).orElse("");
        boolean off = restorer.flagsOff(policy, workload);
        boolean back =
                pass.caches()
                        .deployment(pass.namespace(), workload)
                        .map(it -> restorer.variablesBack(policy, it))
                        .orElse(true);
        return off && back;
    }
}
