package dev.connectivity.fallback;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a fallback stands, as a status remembers it.
 *
 * @param since when {@code state} last changed
 * @param switches each time within an hour before the last that it was switched, oldest first
 */
public record Standing(FallbackState state, Instant since, List<Instant> switches) {

    /** One that was never switched. */
    static Standing off(Instant now) {
        return new Standing(FallbackState.Inactive, now, List.of());
    }

    /** Empty where the status holds a text that is not ours. */
    public static Optional<Standing> of(FallbackStatus status) {
        try {
            return Optional.of(
                    new Standing(
                            status.state(),
                            Instant.parse(status.since()),
                            Stream.ofNullable(status.switches())
                                    .flatMap(List::stream)
                                    .map(Instant::parse)
                                    .toList()));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * What takes the upstream's place is not there, and cannot be: as when it is another one by
     * now. That is no switch.
     */
    public Standing lost(Instant now) {
        return isOn() ? new Standing(FallbackState.Inactive, now, switches) : this;
    }

    /** Whether the stand-in has the upstream's place. */
    public boolean isOn() {
        return state != FallbackState.Inactive;
    }
}
