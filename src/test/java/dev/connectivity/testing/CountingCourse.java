package dev.connectivity.testing;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks in even steps, and counts. */
public final class CountingCourse implements Course {

    private final Duration first;
    private final Duration then;
    private final Limits limits;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    public CountingCourse(Duration first, Duration then) {
        this(first, then, ProbeFixtures.QUICK);
    }

    public CountingCourse(Duration first, Duration then, Limits limits) {
        this.first = first;
        this.then = then;
        this.limits = limits;
    }

    @Override
    public Step first() {
        started.incrementAndGet();
        return new Step(first, limits);
    }

    @Override
    public Step next(Observation observation) {
        if (!observation.succeeded()) {
            failed.incrementAndGet();
        }
        told.incrementAndGet();
        return new Step(then, limits);
    }

    public int started() {
        return started.get();
    }

    public int told() {
        return told.get();
    }

    public int failed() {
        return failed.get();
    }
}
