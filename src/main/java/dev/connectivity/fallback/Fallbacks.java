package dev.connectivity.fallback;

import dev.connectivity.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the fallbacks of a policy stand.
 *
 * @param standings by the upstream's name; one that was never looked at is absent
 * @param again when to look again although nothing has changed
 * @param held whether variables are held for any, be it one that is off or declared no longer
 */
public record Fallbacks(
        Map<String, Standing> standings,
        List<Trouble> troubles,
        Optional<Instant> again,
        boolean held) {

    public static final Fallbacks NONE =
            new Fallbacks(Map.of(), List.of(), Optional.empty(), false);

    /**
     * Something about one that users should know.
     *
     * @param message what is the matter, and what to do
     */
    public record Trouble(String upstream, Reason reason, String message) {}

    /** The same, with more to tell. */
    public Fallbacks withMore(List<Trouble> more) {
        return new Fallbacks(
                standings, Stream.concat(troubles.stream(), more.stream()).toList(), again, held);
    }

    /** The same, looked at again at that time at the latest. */
    public Fallbacks againBy(Instant time) {
        return new Fallbacks(
                standings,
                troubles,
                again.filter(it -> it.isBefore(time)).or(() -> Optional.of(time)),
                held);
    }

    /** Whether one of them has its upstream's place, or something of one is still to be undone. */
    public boolean anyLeft() {
        return held || standings.values().stream().anyMatch(Standing::isOn);
    }
}
