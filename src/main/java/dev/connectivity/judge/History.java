package dev.connectivity.judge;

import java.util.Optional;

/** What is remembered of a dependency besides how its last attempts ended. */
public record History(Flaps flaps, Optional<Expiry> expiry, Sampling sampling) {

    static final History NONE = new History(Flaps.NONE, Optional.empty(), Sampling.NONE);
}
