package dev.connectivity.status;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rulings as a status shows them. */
final class Findings {

    /** As many as the CRD allows; the lightest are left out. */
    private static final int AT_MOST = 64;

    private Findings() {}

    /**
     * The plan's; where there could be none, what must not be forgotten until there is one again.
     */
    static List<FindingStatus> show(Known known) {
        if (known.refusal().isPresent()) {
            return former(known).filter(Findings::isMemory).toList();
        }
        boolean workloadIsGone =
                known.diagnosis().isEmpty()
                        && known.rulings().isEmpty()
                        && misses(known, Reason.WorkloadNotFound);
        Stream<FindingStatus> ofWorkload =
                workloadIsGone
                        ? former(known).filter(Findings::outlivesWorkload)
                        : known.rulings().stream().map(Findings::show);
        return Stream.concat(ofWorkload, DependencyFindings.show(known).stream())
                .limit(AT_MOST)
                .toList();
    }

    /** What was done and what was given up; what was only proposed is found anew. */
    private static boolean isMemory(FindingStatus finding) {
        return finding.state() == FindingState.applied || finding.state() == FindingState.contested;
    }

    /**
     * What was applied to a Deployment went with it; its successor, made with another value, has
     * not changed anything back.
     */
    private static boolean outlivesWorkload(FindingStatus finding) {
        return finding.state() == FindingState.contested
                || isMemory(finding) && !finding.object().startsWith(Kind.Deployment + "/");
    }

    private static boolean misses(Known known, Reason reason) {
        return known.unresolved().stream().anyMatch(problem -> problem.reason() == reason);
    }

    private static Stream<FindingStatus> former(Known known) {
        return known.before().map(ConnectivityPolicyStatus::findings).stream()
                .flatMap(List::stream);
    }

    /** The weightiest that is not already held right by us. */
    static Optional<Ruling> top(List<Ruling> rulings) {
        return rulings.stream().filter(ruling -> ruling.decision() != Decision.Holds).findFirst();
    }

    /** The weightiest, as {@code PortMismatch Service/storefront}. */
    static Optional<String> headline(Known known) {
        return top(known.rulings())
                .map(Findings::display)
                .or(
                        () ->
                                DependencyFindings.show(known).stream()
                                        .findFirst()
                                        .map(one -> one.reason() + " " + one.object()));
    }

    /** {@code PortMismatch Service/storefront}. */
    static String display(Ruling ruling) {
        return ruling.finding().reason() + " " + ruling.finding().subject().display();
    }

    private static FindingStatus show(Ruling ruling) {
        Finding finding = ruling.finding();
        return new FindingStatus(
                finding.reason(),
                finding.subject().display(),
                orAbsent(finding.field()),
                orAbsent(finding.observed()),
                orAbsent(finding.expected()),
                finding.message(),
                ruling.patch().orElse(null),
                ruling.owner().orElse(null),
                ruling.keptBy().orElse(null),
                state(ruling.decision()).orElse(null),
                ruling.returns().isEmpty()
                        ? null
                        : ruling.returns().stream().map(Times::rfc3339).toList());
    }

    private static Optional<FindingState> state(Decision decision) {
        return switch (decision) {
            case Apply, Holds -> Optional.of(FindingState.applied);
            case Propose, Conflict, Wait, Failed -> Optional.of(FindingState.proposed);
            case Contested -> Optional.of(FindingState.contested);
            case None -> Optional.empty();
        };
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
