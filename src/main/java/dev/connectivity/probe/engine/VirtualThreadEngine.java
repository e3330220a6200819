package dev.connectivity.probe.engine;

import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * One thread that knows the time, and a virtual thread for each attempt. A waiting target costs an
 * entry in the schedule, some 500 bytes, and no thread.
 *
 * <p>{@link #watch} and {@link #forget} wait for a course that is just being told of an
 * observation; so a course must not wait for a lock that is held while these are called.
 */
public final class VirtualThreadEngine implements ProbeEngine {

    private final Flight.Tower tower;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Map<String, Map<String, Flight>> flights = new HashMap<>();
    private boolean closed;

    public VirtualThreadEngine(
            Prober<Question> prober, ProbeListener listener, TimeSource time, int maxInFlight) {
        this.scheduler =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("probe-schedule").daemon().factory());
        this.scheduler.setRemoveOnCancelPolicy(true);
        this.scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.tower =
                new Flight.Tower(
                        prober,
                        listener,
                        time,
                        scheduler,
                        Thread.ofVirtual().name("probe-", 0).factory(),
                        new Slots(maxInFlight));
    }

    @Override
    public void watch(String owner, Collection<Target> targets) {
        Map<String, Flight> before;
        Map<String, Flight> after = new HashMap<>();
        synchronized (flights) {
            if (closed) {
                return;
            }
            before = flights.getOrDefault(owner, Map.of());
            for (Target target : targets) {
                Flight known = before.get(target.id());
                boolean same = known != null && known.target().equals(target);
                after.put(target.id(), same ? known : new Flight(tower, owner, target));
            }
            flights.put(owner, after);
        }
        before.values().stream().filter(f -> !isIn(after, f)).forEach(Flight::end);
        after.values().stream().filter(f -> !isIn(before, f)).forEach(Flight::start);
    }

    private static boolean isIn(Map<String, Flight> flights, Flight flight) {
        return flights.get(flight.target().id()) == flight;
    }

    @Override
    public void forget(String owner) {
        Map<String, Flight> gone;
        synchronized (flights) {
            gone = flights.remove(owner);
        }
        if (gone != null) {
            gone.values().forEach(Flight::end);
        }
    }

    @Override
    public void askNow(String owner, String targetId) {
        Flight flight;
        synchronized (flights) {
            flight = flights.getOrDefault(owner, Map.of()).get(targetId);
        }
        if (flight != null) {
            flight.askNow();
        }
    }

    @Override
    public void close() {
        List<Flight> all;
        synchronized (flights) {
            closed = true;
            all = flights.values().stream().flatMap(of -> of.values().stream()).toList();
            flights.clear();
        }
        all.forEach(Flight::end);
        scheduler.shutdownNow();
    }
}
