package dev.connectivity.probe.tcp;

import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Tcp;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Dialer;

/** Connects, and closes at once. */
public final class TcpProber implements Prober<Tcp> {

    private final Dialer dialer;
    private final TimeSource time;

    public TcpProber(Dialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Tcp question, Limits limits) {
        return Attempt.observe(
                time,
                limits,
                attempt -> dialer.dialBothFamilies(attempt, question.address()).close());
    }
}
