package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is good enough.
 *
 * @param window how far back the goals are looked at
 * @param below what takes this long is slow; empty without a goal for that
 */
public record Objectives(
        Duration window, List<Goal> goals, Optional<Duration> below, Recovery recovery) {

    /** Parts of a whole: percentages have three decimals. */
    public static final int WHOLE = 100_000;

    /**
     * How many samples may be bad.
     *
     * @param allowed of {@link #WHOLE}, at least 1
     */
    public record Goal(Objective objective, int allowed) {

        /** So many samples that one of them may be bad. */
        public int samplesToTell() {
            return (WHOLE + allowed - 1) / allowed;
        }
    }

    /**
     * How soon what was lost must be back.
     *
     * @param database from the first failed attempt at it to the first good one
     * @param service from when the workload cannot be reached until it can
     * @param system from the first loss of anything required until all is back
     */
    public record Recovery(Duration database, Duration service, Duration system) {

        public static final Recovery DEFAULT =
                new Recovery(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5));
    }

    /** Of a policy that says nothing of them. */
    public static final Objectives DEFAULT =
            new Objectives(Duration.ofHours(720), List.of(), Optional.empty(), Recovery.DEFAULT);

    public Optional<Goal> goal(Objective objective) {
        return goals.stream().filter(it -> it.objective() == objective).findFirst();
    }
}
