package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy that a planner is given. */
record StorefrontPolicy(
        Mode mode,
        OnConflict onConflict,
        boolean suspended,
        Optional<Listener> listener,
        Optional<Database> database) {

    Policy read() {
        return new Policy(
                "p-1",
                1,
                "shop",
                "storefront",
                mode,
                onConflict,
                ReadyWhen.Configuration,
                suspended,
                new Policy.Workload("storefront", Optional.of("app")),
                Set.of(),
                listener,
                Optional.empty(),
                database,
                List.of(),
                Objectives.DEFAULT,
                Optional.empty());
    }
}
