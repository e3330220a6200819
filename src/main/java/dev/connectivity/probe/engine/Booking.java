package dev.connectivity.probe.engine;

import dev.connectivity.probe.engine.Course.Step;
import org.jspecify.annotations.Nullable;

/** When one passenger flies next, and where. Guarded by the tower's lock. */
final class Booking {

    /**
     * Where others ask the same within this share of the delay before its own time, it takes their
     * answer for its own. A quarter: the repeats of one failing target, which every policy puts at
     * random times of its own, become some four in each delay, however many policies there are; and
     * no policy counts its failures more than by a third faster than it declared.
     */
    private static final int WINDOW_SHARE = 4;

    private final Passenger passenger;
    private final long number;
    private Route route;
    private Step step;
    private long due;
    private @Nullable Flight flight;
    private boolean cancelled;

    Booking(Passenger passenger, long number, Route route, Step step) {
        this.passenger = passenger;
        this.number = number;
        this.route = route;
        this.step = step;
    }

    Passenger passenger() {
        return passenger;
    }

    Route route() {
        return route;
    }

    void change(Route to) {
        route = to;
    }

    /** Tells bookings of the same time apart. */
    long number() {
        return number;
    }

    long due() {
        return due;
    }

    Step step() {
        return step;
    }

    void plan(Step next, long at) {
        step = next;
        due = at;
        flight = null;
    }

    /** Null while it waits for its time. */
    @Nullable Flight flight() {
        return flight;
    }

    void board(Flight aboard) {
        flight = aboard;
    }

    boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether an attempt that begins, or began, at {@code at} answers for this one too. */
    boolean suits(Flight other, long at) {
        long window = step.delay().toNanos() / WINDOW_SHARE;
        return due - at <= window && other.limits().equals(step.limits());
    }
}
