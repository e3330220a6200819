package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the status remembers of earlier fixes.
 *
 * @param policyIsNew whether all returns, and with them what is contested, are forgiven
 */
record Memory(List<Remembered> all, boolean policyIsNew, Instant now) {

    private static final int KEPT_RETURNS = 3;
    private static final Duration RETURNS_WITHIN = Duration.ofHours(1);

    static Memory of(Situation situation) {
        return new Memory(
                situation.before().stream().flatMap(it -> Remembered.of(it).stream()).toList(),
                situation.policyIsNew(),
                situation.now());
    }

    Optional<Remembered> about(Subject subject, FieldPath path) {
        return all.stream().filter(it -> it.isAbout(subject, path)).findFirst();
    }

    /**
     * When a field of ours was changed back, oldest first; this time included. Who holds it now
     * says nothing: another policy writes under the same name as this one.
     */
    List<Instant> returns(Remembered past, ManagedObject object) {
        if (policyIsNew) {
            return List.of();
        }
        List<Instant> returns = new ArrayList<>(past.returns());
        if (past.isApplied() && !past.isRightIn(object)) {
            returns.add(now);
        }
        return List.copyOf(
                returns.subList(Math.max(0, returns.size() - KEPT_RETURNS), returns.size()));
    }

    /**
     * Whether to give in: a return in the pod template cost a rollout each way, so there the first
     * is enough.
     */
    boolean isContested(Remembered past, List<Instant> returns) {
        if (policyIsNew) {
            return false;
        }
        return past.isContested()
                || past.isInTemplate() && !returns.isEmpty()
                || returns.size() >= KEPT_RETURNS
                        && returns.getFirst().isAfter(now.minus(RETURNS_WITHIN));
    }
}
