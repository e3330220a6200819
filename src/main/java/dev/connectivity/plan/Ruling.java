package dev.connectivity.plan;

import dev.connectivity.diagnose.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one finding.
 *
 * @param owner the field manager that holds the field now
 * @param keptBy where the object comes from, as its marks tell
 * @param patch YAML of the fix alone, for {@code kubectl patch --type strategic}; empty where there
 *     is nothing to change
 * @param returns when a value of ours at this field was changed back, oldest first, at most three
 */
public record Ruling(
        Finding finding,
        Decision decision,
        Optional<String> owner,
        Optional<String> keptBy,
        Optional<String> patch,
        List<Instant> returns) {

    /** Decided otherwise since. */
    public Ruling with(Decision other) {
        return new Ruling(finding, other, owner, keptBy, patch, returns);
    }

    /** The field changed hands since. */
    public Ruling heldBy(String manager) {
        return new Ruling(finding, decision, Optional.of(manager), keptBy, patch, returns);
    }

    /** What is done about a finding. */
    public enum Decision {
        /** Its fix is part of a change that is made now. */
        Apply,
        /** Its fix was made and holds; the finding is kept to explain the value. */
        Holds,
        /** Its fix waits for a rollout to end, or for a free rollout slot. */
        Wait,
        /** Its fix is handed to the user: the mode, or the kind of field, leaves it to them. */
        Propose,
        /** Its fix is handed to the user, since another manager holds the field. */
        Conflict,
        /**
         * Its field kept coming back with another value and is left alone until the policy changes.
         */
        Contested,
        /**
         * Its rollout failed before and was undone; not tried again until policy or workload
         * change.
         */
        Failed,
        /** There is no fix to make. */
        None
    }
}
