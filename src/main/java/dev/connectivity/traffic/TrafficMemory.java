package dev.connectivity.traffic;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the status remembers of resources that were written.
 *
 * @param policyIsNew whether all returns, and with them what is contested, are forgiven
 */
public record TrafficMemory(List<FindingStatus> before, boolean policyIsNew, Instant now) {

    /** As with other people's fields that cost no rollout. */
    private static final int KEPT_RETURNS = 3;

    private static final Duration RETURNS_WITHIN = Duration.ofHours(1);

    /**
     * Whether any may still be there: also one that was given up to somebody who holds a field of
     * it, which is told as no longer applied.
     */
    public static boolean isLeft(List<FindingStatus> before) {
        return !kinds(before).isEmpty();
    }

    /** Of those that may still be there. */
    public List<TrafficKind> kinds() {
        return kinds(before);
    }

    private static List<TrafficKind> kinds(List<FindingStatus> before) {
        return before.stream()
                .flatMap(it -> TrafficKind.ofDisplay(it.object()).stream())
                .distinct()
                .toList();
    }

    /** Those that may still be there, and that are not among these. */
    List<Wanted> others(List<Wanted> wanted) {
        return before.stream()
                .map(FindingStatus::object)
                .filter(it -> wanted.stream().noneMatch(one -> one.subject().display().equals(it)))
                .flatMap(
                        it ->
                                TrafficKind.ofDisplay(it)
                                        .map(
                                                kind ->
                                                        Wanted.former(
                                                                kind,
                                                                it.substring(it.indexOf('/') + 1)))
                                        .stream())
                .toList();
    }

    boolean wasWritten(Wanted wanted) {
        return about(wanted).filter(TrafficMemory::wasWritten).isPresent();
    }

    /** Whether it was proposed before, and for this very policy. */
    public boolean wasProposed(Wanted wanted) {
        return !policyIsNew
                && about(wanted).filter(it -> it.state() == FindingState.proposed).isPresent();
    }

    /**
     * When it was changed back or removed.
     *
     * @param again whether it is so now
     */
    List<Instant> returns(Wanted wanted, boolean again) {
        if (policyIsNew) {
            return List.of();
        }
        Optional<FindingStatus> past = about(wanted).filter(TrafficMemory::wasWritten);
        List<Instant> returns =
                new ArrayList<>(
                        past.map(FindingStatus::returns).stream()
                                .flatMap(List::stream)
                                .map(Instant::parse)
                                .toList());
        if (again && past.filter(it -> it.state() == FindingState.applied).isPresent()) {
            returns.add(now);
        }
        return List.copyOf(
                returns.subList(Math.max(0, returns.size() - KEPT_RETURNS), returns.size()));
    }

    boolean isContested(Wanted wanted, List<Instant> returns) {
        return !policyIsNew
                && (about(wanted).filter(it -> it.state() == FindingState.contested).isPresent()
                        || returns.size() >= KEPT_RETURNS
                                && returns.getFirst().isAfter(now.minus(RETURNS_WITHIN)));
    }

    private Optional<FindingStatus> about(Wanted wanted) {
        return before.stream()
                .filter(it -> it.object().equals(wanted.subject().display()))
                .findFirst();
    }

    private static boolean wasWritten(FindingStatus finding) {
        return finding.state() == FindingState.applied || finding.state() == FindingState.contested;
    }
}
