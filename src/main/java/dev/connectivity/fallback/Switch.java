package dev.connectivity.fallback;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Fallback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a fallback goes on, and when off again.
 *
 * <ul>
 *   <li>Inactive to Active: the circuit is open and the upstream is down, which takes two failures
 *       even where the circuit opens at the first.
 *   <li>Active to Inactive: the circuit has been closed for the dwell time, and the hour has room
 *       for this switch and for one on again.
 *   <li>Active to Held: likewise, but for the room. Held is on as well.
 *   <li>Held to Inactive: the hour has room again.
 *   <li>Held to Active: the circuit is no longer closed; it is on for its first reason.
 * </ul>
 *
 * <p>The last switch that an hour allows is thus never one off: what fails that often is better
 * replaced than trusted.
 */
public final class Switch {

    private static final Duration HOUR = Duration.ofHours(1);

    private Switch() {}

    /**
     * What to do.
     *
     * @param again when to decide anew although nothing has changed
     */
    public record Decision(Standing standing, Optional<Instant> again) {

        private static Decision keep(Standing standing) {
            return new Decision(standing, Optional.empty());
        }
    }

    /**
     * Decides.
     *
     * @param before as the status has it; empty where it never stood anywhere
     * @param told what is told of the upstream: one that flaps counts as down until it is quiet
     * @param mayBegin whether it can be switched on now
     */
    public static Decision decide(
            Fallback declared,
            Optional<Standing> before,
            Verdict told,
            boolean mayBegin,
            Instant now) {
        Standing standing = before.orElseGet(() -> Standing.off(now));
        return standing.isOn()
                ? whileOn(declared, standing, told, now)
                : whileOff(standing, told, mayBegin, now);
    }

    private static Decision whileOff(
            Standing standing, Verdict told, boolean mayBegin, Instant now) {
        boolean lost = told.circuit() == Circuit.Open && told.state() == Verdict.State.Down;
        return Decision.keep(
                lost && mayBegin ? switched(standing, FallbackState.Active, now) : standing);
    }

    private static Decision whileOn(
            Fallback declared, Standing standing, Verdict told, Instant now) {
        if (told.circuit() != Circuit.Closed) {
            return Decision.keep(turned(standing, FallbackState.Active, now));
        }
        Instant due = told.breaker().since().plus(declared.dwell());
        if (due.isAfter(now)) {
            return new Decision(standing, Optional.of(due));
        }
        List<Instant> recent = recent(standing, now);
        if (recent.size() + 1 < declared.maxSwitchesPerHour()) {
            return Decision.keep(switched(standing, FallbackState.Inactive, now));
        }
        int tooMany = recent.size() + 1 - declared.maxSwitchesPerHour();
        return new Decision(
                turned(standing, FallbackState.Held, now),
                Optional.of(recent.get(tooMany).plus(HOUR)));
    }

    private static Standing switched(Standing before, FallbackState state, Instant now) {
        return new Standing(
                state, now, Stream.concat(recent(before, now).stream(), Stream.of(now)).toList());
    }

    private static Standing turned(Standing before, FallbackState state, Instant now) {
        return before.state() == state ? before : new Standing(state, now, before.switches());
    }

    private static List<Instant> recent(Standing standing, Instant now) {
        return standing.switches().stream().filter(then -> then.isAfter(now.minus(HOUR))).toList();
    }
}
