package dev.connectivity.probe.engine;

import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.engine.Course.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Says who flies when; all that it knows is under one lock, under which nobody else's code is
 * called. Everything that falls due within a tick departs together at its end: an attempt costs
 * less than half as much when it wakes up in company.
 */
final class Tower {

    /** How late this makes an attempt at most: a twentieth of the shortest interval, a second. */
    static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * What is begun, and waits for its first share of a processor. While there are more, the
     * machine has no time for what is under way already; more of it would run into its deadlines
     * for our fault alone. At 20 ticks a second this still begins 4,000 attempts a second.
     */
    private static final int MOST_STARTING = 200;

    private static final long NEVER = Long.MAX_VALUE >> 1;

    private final TimeSource time;
    private final Routes routes;
    private final Slots slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final Timetable timetable = new Timetable();
    private final Set<Flight> held = new LinkedHashSet<>();
    private final AtomicInteger starting = new AtomicInteger();
    private long wakeAt = NEVER;
    private long lastTick;
    private long numbers;

    Tower(TimeSource time, Caps caps) {
        this.time = time;
        this.routes = new Routes(Rhythm.origin(time));
        this.slots = new Slots(caps);
        this.lastTick = Math.floorDiv(time.nanos(), TICK) * TICK;
    }

    Load load() {
        lock.lock();
        try {
            return new Load(routes.bookings(), slots.taken(), held.size());
        } finally {
            lock.unlock();
        }
    }

    /** From now on it is asked for this passenger. */
    Booking enter(Passenger passenger, Step first) {
        lock.lock();
        try {
            Route route = routes.of(passenger.target().question());
            Booking booking = new Booking(passenger, numbers++, route, first);
            route.bookings().add(booking);
            await(booking, first, route.rhythm().after(time.nanos(), first.delay()));
            return booking;
        } finally {
            lock.unlock();
        }
    }

    /** Ends an attempt that was for this one alone. */
    void leave(Booking booking) {
        lock.lock();
        try {
            booking.cancel();
            timetable.remove(booking);
            Flight flight = booking.flight();
            if (flight != null) {
                flight.aboard().remove(booking);
                abandonIfEmpty(flight);
            }
            routes.leave(booking);
        } finally {
            lock.unlock();
        }
    }

    private void abandonIfEmpty(Flight flight) {
        if (flight.aboard().isEmpty()) {
            held.remove(flight);
            flight.route().flights().remove(flight);
            flight.abandon();
        }
    }

    /**
     * Waits for the next tick at which somebody is due.
     *
     * @param crew makes each flight's thread, which the caller starts
     */
    List<Thread> departures(Function<Flight, Thread> crew) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = awaitTick();
            while (timetable.earliest().orElse(NEVER) <= now) {
                board(timetable.takeFirst(), now);
            }
            return clear(crew, now);
        } finally {
            lock.unlock();
        }
    }

    private long awaitTick() throws InterruptedException {
        for (long now = time.nanos(); ; now = time.nanos()) {
            long wanted = held.isEmpty() ? timetable.earliest().orElse(NEVER) : lastTick;
            wakeAt = Math.max(endOfTick(wanted), lastTick + TICK);
            if (wakeAt <= now) {
                lastTick = Math.floorDiv(now, TICK) * TICK;
                return now;
            }
            sooner.awaitNanos(wakeAt - now);
        }
    }

    private static long endOfTick(long nanos) {
        return Math.ceilDiv(nanos, TICK) * TICK;
    }

    /** Takes those along who would ask the same soon. */
    private void board(Booking booking, long now) {
        Route route = booking.route();
        Flight flight =
                route.flights().stream()
                        .filter(one -> booking.suits(one, one.underWay() ? one.began() : now))
                        .findFirst()
                        .orElseGet(() -> depart(booking));
        flight.take(booking);
        for (Booking other : route.bookings()) {
            if (other.flight() == null && other.suits(flight, now)) {
                timetable.remove(other);
                flight.take(other);
            }
        }
    }

    private Flight depart(Booking booking) {
        String namespace = booking.passenger().target().question().address().namespace();
        Flight flight = booking.route().depart(booking.step().limits(), namespace);
        held.add(flight);
        return flight;
    }

    private List<Thread> clear(Function<Flight, Thread> crew, long now) {
        List<Thread> cleared = new ArrayList<>(held.size());
        held.removeIf(
                flight -> {
                    boolean goes = starting.get() < MOST_STARTING && slots.take(flight.account());
                    if (goes) {
                        starting.incrementAndGet();
                        cleared.add(flight.begin(crew.apply(flight), now));
                    }
                    return goes;
                });
        return cleared;
    }

    /** Told by each flight's thread, as the first thing that it does. */
    void begun() {
        starting.decrementAndGet();
    }

    /** Nobody boards it any more; those aboard wait to be told when they fly next. */
    List<Booking> land(Flight flight, Duration took) {
        lock.lock();
        try {
            slots.free(flight.account());
            flight.route().landed(flight, took);
            return List.copyOf(flight.aboard());
        } finally {
            lock.unlock();
        }
    }

    /**
     * After an answer as it should be: at its next regular time, counted from when this one began
     * or was due. After any other: so long after now.
     */
    void flyAgain(Booking booking, Step step, boolean steady, long began) {
        lock.lock();
        try {
            long now = time.nanos();
            if (!steady) {
                await(booking, step, now + step.delay().toNanos());
                return;
            }
            Rhythm rhythm = booking.route().rhythm();
            long next = rhythm.after(Math.max(began, booking.due()), step.delay());
            await(booking, step, next < now ? rhythm.after(now, step.delay()) : next);
        } finally {
            lock.unlock();
        }
    }

    /** What may not be asked on behalf of all is asked on behalf of this one's own namespace. */
    void flyAlone(Booking booking) {
        lock.lock();
        try {
            if (!booking.cancelled()) {
                routes.separate(booking);
            }
            await(booking, booking.step(), time.nanos());
        } finally {
            lock.unlock();
        }
    }

    private void await(Booking booking, Step step, long due) {
        if (booking.cancelled()) {
            return;
        }
        booking.plan(step, due);
        timetable.add(booking);
        if (endOfTick(due) < wakeAt) {
            sooner.signal();
        }
    }
}
