package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.judge.Outages;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.objective.Standing;
import dev.connectivity.plan.Ruling;
import dev.connectivity.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one pass of the loop found out.
 *
 * @param policy as far as it could be read; with a {@code refusal} of the spec itself, empty
 * @param refusal why the policy is not accepted
 * @param unresolved what of the spec's references could not be found or read
 * @param diagnosis empty without listener or workload
 * @param rulings the plan's, after what applying them brought
 * @param failure why a change could not be made
 * @param upstreams by name; absent: not yet asked
 * @param again when to look at what is not watched
 * @param objectives each that is declared; empty where none is, or nothing was asked yet
 */
public record Known(
        long generation,
        Optional<Policy> policy,
        Optional<Problem> refusal,
        List<Problem> unresolved,
        Optional<Diagnosis> diagnosis,
        List<Ruling> rulings,
        Optional<RolloutStatus> rollout,
        Optional<Problem> failure,
        Map<String, Verdict> upstreams,
        Optional<Verdict> database,
        List<Standing> objectives,
        Fallbacks fallbacks,
        Outages outages,
        boolean enforce,
        Optional<ConnectivityPolicyStatus> before,
        Optional<Instant> again,
        Instant now) {

    /** Of a policy that is not accepted: why, and what was known before. */
    public static Known refused(
            long generation,
            Problem refusal,
            boolean enforce,
            Optional<ConnectivityPolicyStatus> before,
            Instant now) {
        return new Known(
                generation,
                Optional.empty(),
                Optional.of(refusal),
                List.of(),
                Optional.empty(),
                List.of(),
                before.map(ConnectivityPolicyStatus::rollout),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Fallbacks.NONE,
                Outages.NONE,
                enforce,
                before,
                Optional.empty(),
                now);
    }

    /** Where nothing but dependencies is looked at. */
    public static Known ofDependencies(
            Policy policy,
            List<Problem> unresolved,
            Map<String, Verdict> upstreams,
            Optional<Verdict> database,
            Instant now) {
        return new Known(
                policy.generation(),
                Optional.of(policy),
                Optional.empty(),
                unresolved,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                upstreams,
                database,
                List.of(),
                Fallbacks.NONE,
                Outages.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                now);
    }

    /** The same, with where the fallbacks stand. */
    public Known with(Fallbacks decided) {
        return new Known(
                generation,
                policy,
                refusal,
                unresolved,
                diagnosis,
                rulings,
                rollout,
                failure,
                upstreams,
                database,
                objectives,
                decided,
                outages,
                enforce,
                before,
                again,
                now);
    }

    /**
     * The same, with what became of the policy's traffic resources.
     *
     * @param problem why one could not be written
     */
    public Known withTraffic(
            List<Ruling> more,
            List<Problem> missing,
            Optional<Problem> problem,
            Optional<Instant> lookAgain) {
        return new Known(
                generation,
                policy,
                refusal,
                Stream.concat(unresolved.stream(), missing.stream()).toList(),
                diagnosis,
                Stream.concat(rulings.stream(), more.stream()).toList(),
                rollout,
                failure.or(() -> problem),
                upstreams,
                database,
                objectives,
                fallbacks,
                outages,
                enforce,
                before,
                lookAgain,
                now);
    }

    /**
     * Something that the user, or time, must mend.
     *
     * @param message what is wrong, and what to do next
     */
    public record Problem(Reason reason, String message) {}
}
