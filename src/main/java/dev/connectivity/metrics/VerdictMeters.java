package dev.connectivity.metrics;

import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Observation;
import jakarta.enterprise.context.ApplicationScoped;

/** What was made of each attempt: where its circuit stands, and whether it was a first one. */
@ApplicationScoped
public class VerdictMeters {

    private final OwnedMeters meters;

    public VerdictMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * @param owner the policy's UID
     * @param target id of what is asked
     */
    public void stands(String owner, String target, Circuit circuit) {
        meters.of(owner, target).ifPresent(mine -> mine.stands(circuit));
    }

    /** After an attempt was judged. */
    public void judged(String owner, String target, Observation observation, Verdict after) {
        meters.of(owner, target)
                .ifPresent(
                        mine -> {
                            mine.stands(after.circuit());
                            if (after.history().sampling().first()) {
                                mine.first(observation.outcome());
                            }
                        });
    }
}
