package dev.connectivity.probe.dial;

import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Place;
import dev.connectivity.probe.TimeSource;

/** Looks a name up and checks what it has, as before a connect, and leaves it at that. */
public final class PlaceProber implements Prober<Place> {

    private final Dialer dialer;
    private final TimeSource time;

    public PlaceProber(Dialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Place question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> dialer.place(attempt, question.address()));
    }
}
