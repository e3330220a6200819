package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.engine.Course.Step;
import dev.connectivity.probe.engine.Slots.Lane;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One target being asked, from its first time until it is ended: waiting for its time, or being
 * asked by one virtual thread. Its lock is held while the course is told, so that once {@link
 * #end()} returned, the course hears nothing more.
 */
final class Flight {

    private static final Logger LOG = Logger.getLogger(Flight.class);

    /** For a course that fails before it has said anything. */
    private static final Step AFTER_FAULT =
            new Step(
                    Duration.ofSeconds(10),
                    new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5)));

    /**
     * A target that answers within this makes way for others soon enough to be let in at any time.
     */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** What all flights of an engine share. */
    record Tower(
            Prober<Question> prober,
            ProbeListener listener,
            TimeSource time,
            ScheduledExecutorService scheduler,
            ThreadFactory threads,
            Slots slots) {}

    private final Tower tower;
    private final String owner;
    private final Target target;
    private final ReentrantLock lock = new ReentrantLock();

    private Step step = AFTER_FAULT;
    private Lane lane = Lane.Unproven;
    private long due;
    private long turn;
    private boolean ended;
    private boolean faultLogged;
    private @Nullable Future<?> timer;
    private @Nullable Thread asking;

    Flight(Tower tower, String owner, Target target) {
        this.tower = tower;
        this.owner = owner;
        this.target = target;
    }

    Target target() {
        return target;
    }

    void start() {
        locked(
                () -> {
                    if (!ended) {
                        consult(target.course()::first);
                        schedule(Spread.over(step.delay(), owner, target.id()));
                    }
                });
    }

    /** Interrupting closes the socket that a virtual thread waits on, so that nothing lingers. */
    void end() {
        locked(
                () -> {
                    ended = true;
                    if (timer != null) {
                        timer.cancel(false);
                    }
                    if (asking != null) {
                        asking.interrupt();
                    }
                });
    }

    void askNow() {
        locked(
                () -> {
                    if (!ended && asking == null && timer != null) {
                        timer.cancel(false);
                        schedule(Duration.ZERO);
                    }
                });
    }

    /**
     * Each schedule replaces the one before, whose launch may have begun and be waiting for the
     * lock.
     */
    private void schedule(Duration delay) {
        long nanos = Math.max(0, delay.toNanos());
        long mine = ++turn;
        due = tower.time().nanos() + nanos;
        timer = tower.scheduler().schedule(() -> launch(mine), nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs on the one scheduling thread, hence does no more than start another. */
    private void launch(long mine) {
        locked(
                () -> {
                    if (!ended && mine == turn) {
                        asking = tower.threads().newThread(this::ask);
                        asking.start();
                    }
                });
    }

    private void ask() {
        try (Slots.Slot _ = tower.slots().take(lane)) {
            Duration lateness = Duration.ofNanos(Math.max(0, tower.time().nanos() - due));
            Observation observation = tower.prober().ask(target.question(), step.limits());
            deliver(observation, lateness);
        } catch (InterruptedException _) {
            // Ended while it waited for a slot: nobody is interested any more.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            locked(() -> goOnAfter(e));
        }
    }

    private void deliver(Observation observation, Duration lateness) {
        locked(
                () -> {
                    asking = null;
                    if (ended) {
                        return;
                    }
                    boolean prompt = observation.took().compareTo(PROMPT) <= 0;
                    lane = prompt ? Lane.Prompt : Lane.Slow;
                    report(observation, lateness);
                    consult(() -> target.course().next(observation));
                    schedule(step.delay());
                });
    }

    private void report(Observation observation, Duration lateness) {
        try {
            tower.listener().asked(owner, target, observation, lateness);
        } catch (RuntimeException e) {
            log(e);
        }
    }

    /**
     * A fault in a course must neither end its target nor make it be asked without pause: its last
     * word counts on.
     */
    private void consult(Supplier<Step> course) {
        try {
            step = course.get();
        } catch (RuntimeException e) {
            log(e);
            step = new Step(AFTER_FAULT.delay(), step.limits());
        }
    }

    private void goOnAfter(Throwable e) {
        asking = null;
        if (!ended) {
            log(e);
            schedule(AFTER_FAULT.delay());
        }
    }

    private void log(Throwable e) {
        if (!faultLogged) {
            faultLogged = true;
            LOG.errorf(e, "Target %s of policy %s is asked on after a fault", target.id(), owner);
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
