package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many findings each policy has, by their reason and what became of their patch. */
@ApplicationScoped
public class FindingMeters {

    /** Of what calls for no change. */
    private static final String NONE = "none";

    private final OwnedMeters meters;

    public FindingMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /** Findings that are alike. */
    record Alike(Reason reason, String state) {}

    /**
     * @param owner the policy's UID
     * @param findings all that its status has
     */
    public void told(String owner, List<FindingStatus> findings) {
        Map<Alike, Long> counts =
                findings.stream()
                        .collect(Collectors.groupingBy(FindingMeters::of, Collectors.counting()));
        meters.of(owner).ifPresent(policy -> policy.found(counts));
    }

    private static Alike of(FindingStatus finding) {
        return new Alike(finding.reason(), finding.state() == null ? NONE : finding.state().name());
    }
}
