package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the status remembers of a finding: whether a value of ours was changed back, and how often. */
record History(List<FindingStatus> before, boolean policyIsNewer, Instant now) {

    /** Of a Service field; the pod template has no second chance, since each one would be a rollout. */
    private static final int CONTESTED_AT = 3;

    private static final Duration CONTESTED_WITHIN = Duration.ofHours(1);

    /** A field's past. */
    record Past(boolean contested, List<Instant> returns) {}

    Optional<FindingStatus> of(Finding finding) {
        return before.stream()
                .filter(former -> former.object().equals(finding.subject().display()))
                .filter(former -> finding.field().equals(former.field()))
                .findFirst();
    }

    /** A newer policy is a new beginning. */
    Past past(Finding finding) {
        Optional<FindingStatus> former = policyIsNewer ? Optional.empty() : of(finding);
        return former.map(known -> past(finding, known)).orElse(new Past(false, List.of()));
    }

    private Past past(Finding finding, FindingStatus former) {
        List<Instant> returns = new ArrayList<>(returns(former));
        if (former.state() == FindingState.contested) {
            return new Past(true, returns);
        }
        // Held by us and wanted otherwise since then is no return.
        boolean returned = former.state() == FindingState.applied
                && !finding.observed().equals(former.expected());
        if (returned) {
            returns.add(now);
        }
        List<Instant> kept = List.copyOf(returns.subList(Math.max(0, returns.size() - CONTESTED_AT), returns.size()));
        return new Past(returned && isContested(finding, kept), kept);
    }

    private boolean isContested(Finding finding, List<Instant> returns) {
        if (FieldPath.parse(finding.field()).isOfPodTemplate()) {
            return true;
        }
        return returns.size() == CONTESTED_AT
                && returns.getFirst().plus(CONTESTED_WITHIN).isAfter(now);
    }

    static List<Instant> returns(FindingStatus former) {
        return Optional.ofNullable(former.returns()).orElse(List.of()).stream()
                .map(Instant::parse)
                .toList();
    }
}
