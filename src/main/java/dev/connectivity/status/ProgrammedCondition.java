package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether our fixes are in place; the first row that fits decides.
 *
 * <ol>
 *   <li>Nothing could be looked at: Unknown.
 *   <li>Enforce, and a change could not be made, or must not be tried again: False.
 *   <li>A rollout of ours, or one that ours waits for: Unknown, since nothing failed. Tools that
 *       read kstatus wait on this as they would on False, and alerts on False stay quiet.
 *   <li>The policy's own port is disproven: Unknown, since what to change to is not known until the
 *       policy is corrected.
 *   <li>Changes that are left to somebody else, by the mode or by the kind of field:
 *       Unknown/Proposed. Ready does not gate on it: it would make a pipeline wait for a change
 *       that only its own next commit can bring.
 *   <li>Nothing seen yet of the workload: Unknown. With a finding that says why nothing can be
 *       told, there is nothing to wait for.
 *   <li>Else True.
 * </ol>
 */
final class ProgrammedCondition {

    /**
     * What holds a change up, the gravest first; each message is made of field, owner, and where
     * that is kept.
     */
    private static final List<Snag> SNAGS =
            List.of(
                    new Snag(
                            Decision.Failed,
                            Reason.RolloutFailed,
                            (field, owner, kept) ->
                                    "The rollout of our change to "
                                            + field
                                            + " failed and was undone. Find out why the new pods"
                                            + " failed, then change the workload or the policy."),
                    new Snag(
                            Decision.Contested,
                            Reason.Contested,
                            (field, owner, kept) ->
                                    field
                                            + " keeps being changed back, and is held by "
                                            + owner
                                            + ". Correct it "
                                            + kept.map(it -> "in " + it).orElse("where it is kept")
                                            + ", as the finding's patch shows, or change the"
                                            + " policy."),
                    new Snag(
                            Decision.Conflict,
                            Reason.FieldOwnershipConflict,
                            (field, owner, kept) ->
                                    field
                                            + " is held by "
                                            + owner
                                            + kept.map(
                                                            it ->
                                                                    ", and the object comes from "
                                                                            + it
                                                                            + ". Commit the"
                                                                            + " finding's patch"
                                                                            + " there.")
                                                    .orElse(
                                                            ". Apply the finding's patch there, or"
                                                                + " set onConflict: TakeOver.")));

    private ProgrammedCondition() {}

    static Claim decide(Known known) {
        return Stream.<Optional<Claim>>of(
                        notLookedAt(known),
                        stuck(known),
                        underWay(known),
                        disproven(known),
                        leftToOthers(known),
                        notSeen(known))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> inPlace(known));
    }

    static boolean enforces(Known known) {
        return known.enforce()
                && known.policy().filter(policy -> policy.mode() == Mode.Enforce).isPresent();
    }

    /** A rollout of ours, or one that ours waits for, is under way. */
    static Optional<Claim> underWay(Known known) {
        boolean rolling =
                known.rollout()
                        .filter(rollout -> rollout.state() == RolloutState.Progressing)
                        .isPresent();
        if (rolling) {
            return Optional.of(
                    Claim.unknown(
                            Reason.RolloutInProgress,
                            "The workload is rolling out our change. Watch it with kubectl rollout"
                                    + " status."));
        }
        return enforces(known) && !with(known, Decision.Wait).isEmpty()
                ? Optional.of(
                        Claim.unknown(
                                Reason.RolloutInProgress,
                                "A change of the workload waits for another rollout to end. Nothing"
                                        + " is to be done."))
                : Optional.empty();
    }

    /** Enforce, and something that a retry cannot repair. */
    static Optional<Claim> stuck(Known known) {
        if (!enforces(known)) {
            return Optional.empty();
        }
        return known.failure()
                .map(failure -> Claim.no(failure.reason(), failure.message()))
                .or(() -> undone(known))
                .or(
                        () ->
                                SNAGS.stream()
                                        .flatMap(snag -> stuckOn(snag, known).stream())
                                        .findFirst());
    }

    /** The plan forgets an undone rollout as soon as trying again makes sense. */
    private static Optional<Claim> undone(Known known) {
        return known.rollout()
                .filter(rollout -> rollout.state() == RolloutState.Undone)
                .map(
                        rollout ->
                                Claim.no(
                                        Reason.RolloutFailed,
                                        "The rollout of our change failed and was undone. Find out"
                                                + " why its pods failed, then change the workload"
                                                + " or the policy."));
    }

    private static Optional<Claim> stuckOn(Snag snag, Known known) {
        List<Ruling> rulings = with(known, snag.decision());
        return rulings.stream()
                .findFirst()
                .map(
                        first -> {
                            if (first.finding().reason() == Reason.TrafficInconsistent) {
                                return Claim.no(
                                        snag.reason(),
                                        Words.andMore(
                                                first.finding().message(), rulings.size() - 1));
                            }
                            String field =
                                    first.finding().subject().display()
                                            + " "
                                            + first.finding().field();
                            String message =
                                    snag.sentence()
                                            .say(
                                                    field,
                                                    first.owner().orElse("somebody else"),
                                                    first.keptBy());
                            return Claim.no(
                                    snag.reason(), Words.andMore(message, rulings.size() - 1));
                        });
    }

    private static Optional<Claim> notLookedAt(Known known) {
        if (known.refusal().isPresent() || known.policy().isEmpty()) {
            return Optional.of(SpecConditions.notAccepted("Nothing is changed until it is."));
        }
        return listens(known) && known.diagnosis().isEmpty()
                ? Optional.of(
                        Claim.unknown(
                                Reason.Undetermined,
                                "The workload could not be looked at. See the condition"
                                        + " ResolvedRefs."))
                : Optional.empty();
    }

    private static Optional<Claim> disproven(Known known) {
        return known.rulings().stream()
                .map(Ruling::finding)
                .filter(finding -> finding.reason() == Reason.PolicyPortRefused)
                .findFirst()
                .map(finding -> Claim.unknown(finding.reason(), finding.message()));
    }

    private static Optional<Claim> leftToOthers(Known known) {
        List<Ruling> left =
                known.rulings().stream()
                        .filter(
                                ruling ->
                                        enforces(known)
                                                ? ruling.decision() == Decision.Propose
                                                : ruling.finding().fix().isPresent()
                                                        && ruling.decision() != Decision.Holds)
                        .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String how =
                enforces(known)
                        ? " left to you, since it is never made for you: apply the patch in"
                                + " status.findings."
                        : " proposed: apply the patch in status.findings, or set mode: Enforce.";
        return Optional.of(
                Claim.unknown(
                        Reason.Proposed,
                        Findings.display(left.getFirst())
                                + ". "
                                + Words.count(left.size(), "change")
                                + how));
    }

    private static Optional<Claim> notSeen(Known known) {
        return known.diagnosis()
                .filter(diagnosis -> listens(known))
                .filter(
                        diagnosis ->
                                diagnosis.reach() == Reach.Unknown
                                        && diagnosis.findings().isEmpty())
                .map(diagnosis -> Claim.unknown(Reason.Undetermined, diagnosis.message()));
    }

    private static boolean listens(Known known) {
        return known.policy().filter(policy -> policy.listener().isPresent()).isPresent();
    }

    private static Claim inPlace(Known known) {
        return Claim.yes(
                Reason.Programmed,
                Findings.top(known.rulings())
                        .filter(ruling -> ruling.decision() == Decision.None)
                        .map(
                                ruling ->
                                        "Nothing is left for us to change. Look at "
                                                + Findings.display(ruling)
                                                + ".")
                        .orElse("Nothing is left to change."));
    }

    private static List<Ruling> with(Known known, Decision decision) {
        return known.rulings().stream().filter(ruling -> ruling.decision() == decision).toList();
    }

    private record Snag(Decision decision, Reason reason, Sentence sentence) {}

    /** What to say of a field, its holder, and where the object comes from. */
    private interface Sentence {
        String say(String field, String owner, Optional<String> keptBy);
    }
}
