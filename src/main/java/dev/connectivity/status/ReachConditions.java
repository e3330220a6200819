package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.status.Known.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the workload and what it depends on answer. What a policy does not declare is
 * True/NotDeclared: so {@code kubectl wait} on the condition ends, and {@code readyWhen: All} asks
 * for no more than was declared.
 */
final class ReachConditions {

    private ReachConditions() {}

    static Claim workload(Known known) {
        return ofAccepted(
                known,
                policy -> {
                    if (policy.listener().isEmpty()) {
                        return Claim.yes(Reason.NotDeclared, "The policy declares no listener.");
                    }
                    return known.diagnosis()
                            .map(ReachConditions::reach)
                            .orElseGet(
                                    () ->
                                            Claim.unknown(
                                                    Reason.Undetermined,
                                                    "The workload could not be looked at. See the"
                                                            + " condition ResolvedRefs."));
                });
    }

    static Claim upstreams(Known known) {
        return ofAccepted(
                known,
                policy -> {
                    if (policy.upstreams().isEmpty()) {
                        return Claim.yes(Reason.NotDeclared, "The policy declares no upstream.");
                    }
                    List<Upstream> required =
                            policy.upstreams().stream().filter(Upstream::required).toList();
                    return required.isEmpty()
                            ? Claim.yes(Reason.Reachable, "No upstream is required.")
                            : requiredOnes(known, required);
                });
    }

    static Claim database(Known known) {
        return ofAccepted(
                known,
                policy -> {
                    if (policy.database().isEmpty()) {
                        return Claim.yes(Reason.NotDeclared, "The policy declares no database.");
                    }
                    return known.database()
                            .map(Verdict::told)
                            .filter(verdict -> verdict.state() != Verdict.State.Unknown)
                            .map(ReachConditions::judged)
                            .orElseGet(() -> unasked(known));
                });
    }

    private static Claim ofAccepted(Known known, Function<Policy, Claim> decide) {
        return known.refusal().isPresent()
                ? SpecConditions.notAccepted("Nothing is asked until it is.")
                : known.policy()
                        .map(decide)
                        .orElseGet(
                                () -> SpecConditions.notAccepted("Nothing is asked until it is."));
    }

    private static Claim reach(Diagnosis diagnosis) {
        Claim.Truth truth =
                switch (diagnosis.reach()) {
                    case Yes -> Claim.Truth.True;
                    case No -> Claim.Truth.False;
                    case Unknown -> Claim.Truth.Unknown;
                };
        return new Claim(truth, diagnosis.reason(), diagnosis.message());
    }

    private static Claim requiredOnes(Known known, List<Upstream> required) {
        List<Upstream> down = in(Verdict.State.Down, known, required);
        if (!down.isEmpty()) {
            Reason reason = Dependencies.upstream(known, down.getFirst().name()).reason();
            return Claim.no(reason, Failing.sentences(known, down));
        }
        List<Upstream> unknown = in(Verdict.State.Unknown, known, required);
        if (!unknown.isEmpty()) {
            return Claim.unknown(
                    Reason.Undetermined,
                    "Not known yet: "
                            + unknown.stream().map(Upstream::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return Claim.yes(
                Reason.Reachable,
                "Every required upstream answers." + Failing.warnings(known, required));
    }

    private static List<Upstream> in(Verdict.State state, Known known, List<Upstream> upstreams) {
        return upstreams.stream()
                .filter(one -> Dependencies.upstream(known, one.name()).state() == state)
                .toList();
    }

    private static Claim judged(Verdict verdict) {
        return verdict.state() == Verdict.State.Up
                ? Claim.yes(
                        Reason.Reachable,
                        "The database answers a query." + Failing.warning("The database", verdict))
                : Claim.no(
                        verdict.reason(),
                        "The database fails: "
                                + Words.why(verdict.reason(), verdict.detail())
                                + ".");
    }

    /**
     * A database without a verdict waits for its Secret, where one is missing: more useful to say
     * than nothing.
     */
    private static Claim unasked(Known known) {
        Optional<Problem> secret =
                known.unresolved().stream()
                        .filter(problem -> problem.reason().name().startsWith("Secret"))
                        .findFirst();
        return secret.map(problem -> Claim.unknown(problem.reason(), problem.message()))
                .orElseGet(
                        () ->
                                Claim.unknown(
                                        Reason.Undetermined,
                                        "The database's state is not known yet."));
    }
}
