package dev.connectivity.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One attempt under way: measures its phases and holds them to one deadline. Of one thread. */
public final class Attempt {

    private final TimeSource time;
    private final Limits limits;
    private final Deadline deadline;
    private final long began;
    private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    private final List<Fact> facts = new ArrayList<>();
    private long known;

    private Attempt(TimeSource time, Limits limits) {
        this.time = time;
        this.limits = limits;
        this.began = time.nanos();
        this.known = began;
        this.deadline = Deadline.after(time, limits.total());
    }

    /** Runs all steps. What they do after their last phase, as closing, is not counted. */
    public static Observation observe(TimeSource time, Limits limits, Steps steps) {
        Instant instant = time.instant();
        Attempt attempt = new Attempt(time, limits);
        Outcome outcome = attempt.run(steps);
        Duration took = Duration.ofNanos(attempt.known - attempt.began);
        return new Observation(
                instant,
                took,
                Collections.unmodifiableMap(attempt.phases),
                outcome,
                List.copyOf(attempt.facts));
    }

    private Outcome run(Steps steps) {
        try {
            steps.run(this);
            return new Outcome.Answered();
        } catch (AttemptFailed failed) {
            facts.addAll(failed.facts());
            return failed.outcome();
        }
    }

    /** A phase that is entered twice counts both times. */
    public <T> T phase(Phase phase, Blame blame, Step<T> step) throws AttemptFailed {
        long from = time.nanos();
        try {
            return step.run();
        } catch (IOException e) {
            throw blame.on(e);
        } finally {
            known = time.nanos();
            phases.merge(phase, Duration.ofNanos(known - from), Duration::plus);
        }
    }

    /** Keeps what was learned, whatever becomes of the attempt. */
    public void note(Fact fact) {
        facts.add(fact);
    }

    public Deadline deadline() {
        return deadline;
    }

    public Limits limits() {
        return limits;
    }

    /** All phases of an attempt. */
    @FunctionalInterface
    public interface Steps {
        void run(Attempt attempt) throws AttemptFailed;
    }

    /** One phase. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws IOException, AttemptFailed;
    }

    /** Which reason an input or output error of a phase is evidence of. */
    @FunctionalInterface
    public interface Blame {
        AttemptFailed on(IOException e);
    }
}
