package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.engine.Slots.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt, and all whom its answer is for. Guarded by the tower's lock. */
final class Flight {

    private final Route route;
    private final Limits limits;
    private final Account account;
    private final List<Booking> aboard = new ArrayList<>(1);
    private @Nullable Thread thread;
    private long began;

    Flight(Route route, Limits limits, Account account) {
        this.route = route;
        this.limits = limits;
        this.account = account;
    }

    Route route() {
        return route;
    }

    Limits limits() {
        return limits;
    }

    Account account() {
        return account;
    }

    List<Booking> aboard() {
        return aboard;
    }

    long began() {
        return began;
    }

    boolean underWay() {
        return thread != null;
    }

    void take(Booking booking) {
        aboard.add(booking);
        booking.board(this);
    }

    Thread begin(Thread by, long now) {
        thread = by;
        began = now;
        return by;
    }

    /** Nobody is interested any more. Interrupting closes the socket that a thread waits on. */
    void abandon() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
