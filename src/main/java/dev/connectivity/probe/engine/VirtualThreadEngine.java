package dev.connectivity.probe.engine;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * One thread that knows the time, and a virtual thread for each attempt. A waiting target costs an
 * entry in the timetable, some 500 bytes, and no thread.
 *
 * <p>{@link #watch} and {@link #forget} wait for a course that is just being told of an
 * observation; so a course must not wait for a lock that is held while these are called.
 */
public final class VirtualThreadEngine implements ProbeEngine {

    private final Prober<Question> prober;
    private final ProbeListener listener;
    private final TimeSource time;
    private final Tower tower;
    private final Thread clock;
    private final ThreadFactory threads = Thread.ofVirtual().name("probe").factory();
    private final Map<String, Map<String, Booking>> owners = new HashMap<>();
    private boolean closed;

    public VirtualThreadEngine(
            Prober<Question> prober, ProbeListener listener, TimeSource time, Caps caps) {
        this.prober = prober;
        this.listener = listener;
        this.time = time;
        this.tower = new Tower(time, caps);
        this.clock = Thread.ofPlatform().name("probe-clock").daemon().unstarted(this::keepTime);
        clock.start();
    }

    private void keepTime() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tower.departures(flight -> threads.newThread(() -> fly(flight)))
                        .forEach(Thread::start);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void watch(String owner, Collection<Target> targets) {
        synchronized (owners) {
            if (closed) {
                return;
            }
            Map<String, Booking> before = owners.getOrDefault(owner, Map.of());
            Map<String, Booking> after = HashMap.newHashMap(targets.size());
            for (Target target : targets) {
                Booking known = before.get(target.id());
                if (known != null && known.passenger().target().equals(target)) {
                    after.put(target.id(), known);
                }
            }
            before.values().stream().filter(it -> !isIn(after, it)).forEach(this::end);
            targets.forEach(
                    target -> after.computeIfAbsent(target.id(), _ -> begin(owner, target)));
            owners.put(owner, after);
        }
    }

    private static boolean isIn(Map<String, Booking> bookings, Booking booking) {
        return bookings.get(booking.passenger().target().id()) == booking;
    }

    private Booking begin(String owner, Target target) {
        Passenger passenger = new Passenger(owner, target);
        return tower.enter(passenger, passenger.begin());
    }

    private void end(Booking booking) {
        tower.leave(booking);
        booking.passenger().end();
    }

    @Override
    public void forget(String owner) {
        synchronized (owners) {
            owners.getOrDefault(owner, Map.of()).values().forEach(this::end);
            owners.remove(owner);
        }
    }

    @Override
    public Load load() {
        return tower.load();
    }

    @Override
    public void close() {
        synchronized (owners) {
            closed = true;
            owners.values().forEach(of -> of.values().forEach(this::end));
            owners.clear();
        }
        clock.interrupt();
    }

    private void fly(Flight flight) {
        tower.begun();
        long began = time.nanos();
        Observation observation;
        try {
            observation = prober.ask(flight.route().question(), flight.limits());
        } catch (RuntimeException | Error e) {
            tower.land(flight, Duration.ofNanos(time.nanos() - began))
                    .forEach(it -> tower.flyAgain(it, it.passenger().goOn(e), false, began));
            return;
        }
        List<Booking> aboard = tower.land(flight, observation.took());
        if (flight.route().shared() && isProhibited(observation)) {
            aboard.forEach(tower::flyAlone);
        } else {
            aboard.forEach(booking -> tell(booking, observation, began));
        }
    }

    private static boolean isProhibited(Observation observation) {
        return observation.outcome() instanceof Outcome.Failed failed
                && failed.reason() == Reason.DestinationProhibited;
    }

    private void tell(Booking booking, Observation observation, long began) {
        Duration lateness = Duration.ofNanos(Math.max(0, began - booking.due()));
        Course.Step next = booking.passenger().hear(listener, observation, lateness);
        tower.flyAgain(booking, next, observation.succeeded(), began);
    }
}
