package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course.Step;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One target of one policy: it waits for its time, or is aboard a flight. Its monitor is held while
 * its course is told, so that once {@link #end()} returned, the course hears nothing more. Its
 * {@link Booking} says when it is due, and aboard what.
 */
final class Passenger {

    private static final Logger LOG = Logger.getLogger(Passenger.class);

    /** For a course that fails before it has said anything. */
    private static final Step AFTER_FAULT =
            new Step(
                    Duration.ofSeconds(10),
                    new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5)));

    private final String owner;
    private final Target target;
    private Step step = AFTER_FAULT;
    private boolean faultLogged;
    private boolean ended;

    Passenger(String owner, Target target) {
        this.owner = owner;
        this.target = target;
    }

    Target target() {
        return target;
    }

    synchronized Step begin() {
        consult(target.course()::first);
        return step;
    }

    /** Nothing happens where it ended before. */
    synchronized Step hear(ProbeListener listener, Observation observation, Duration lateness) {
        if (!ended) {
            report(listener, observation, lateness);
            consult(() -> target.course().next(observation));
        }
        return step;
    }

    /** After an attempt that was no observation, because of a fault of ours. */
    synchronized Step goOn(Throwable fault) {
        if (!ended) {
            log(fault);
            step = new Step(AFTER_FAULT.delay(), step.limits());
        }
        return step;
    }

    /** Waits for a course that is just being told. */
    synchronized void end() {
        ended = true;
    }

    private void report(ProbeListener listener, Observation observation, Duration lateness) {
        try {
            listener.asked(owner, target, observation, lateness);
        } catch (RuntimeException | Error e) {
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
        } catch (RuntimeException | Error e) {
            log(e);
            step = new Step(AFTER_FAULT.delay(), step.limits());
        }
    }

    private void log(Throwable e) {
        if (!faultLogged) {
            faultLogged = true;
            LOG.errorf(e, "Target %s of policy %s is asked on after a fault", target.id(), owner);
        }
    }
}
