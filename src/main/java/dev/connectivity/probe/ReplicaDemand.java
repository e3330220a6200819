package dev.connectivity.probe;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import java.time.Duration;

/**
 * Holds what a database said of itself against what the policy demands; one rule for all engines.
 */
public final class ReplicaDemand {

    private ReplicaDemand() {}

    /**
     * @param words by which the server said so, safe to publish
     */
    public static void check(Demand demand, Standing standing, String words) throws AttemptFailed {
        boolean satisfied =
                switch (demand.role()) {
                    case ReadWrite -> standing == Standing.Writable;
                    case Any -> true;
                };
        if (!satisfied) {
            throw new AttemptFailed(Reason.DatabaseReadOnly, words);
        }
    }

    public static void check(Demand demand, Duration lag) throws AttemptFailed {
        if (demand.maxLag().filter(most -> lag.compareTo(most) > 0).isPresent()) {
            throw new AttemptFailed(
                    Reason.DatabaseReplicationLag,
                    "more than " + demand.maxLag().get().toSeconds() + " s behind");
        }
    }
}
