package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.status.Known.Problem;
import java.util.List;

/** What the policy's text alone, and the things that it names, decide. */
final class SpecConditions {

    private SpecConditions() {}

    static Claim accepted(Known known) {
        return known.refusal()
                .map(refusal -> Claim.no(refusal.reason(), refusal.message()))
                .orElseGet(
                        () ->
                                Claim.yes(
                                        Reason.Accepted,
                                        "The spec is valid, and this policy is its workload's."));
    }

    static Claim resolvedRefs(Known known) {
        List<Problem> problems = known.unresolved();
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            return Claim.no(first.reason(), Words.andMore(first.message(), problems.size() - 1));
        }
        if (known.refusal().isPresent()) {
            return notAccepted("What it names is not looked up until it is.");
        }
        return Claim.yes(Reason.Resolved, "Everything that the spec names was found.");
    }

    /** Of a condition that cannot be decided for a policy that is refused. */
    static Claim notAccepted(String consequence) {
        return Claim.unknown(Reason.Undetermined, "The policy is not accepted. " + consequence);
    }
}
