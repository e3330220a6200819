package dev.connectivity.watch;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Course;
import java.time.Duration;

/**
 * At once, then at its interval. Wakes the policy when the answer tells something that the last did
 * not.
 */
record AliasCourse(
        PolicyKey policy,
        String id,
        Question question,
        Duration interval,
        Duration timeout,
        Sightings sightings,
        Wake wake)
        implements Course {

    @Override
    public Step first() {
        return step(Duration.ZERO);
    }

    @Override
    public Step next(Observation observation) {
        if (sightings.note(policy.uid(), id, question, observation)) {
            wake.wake(policy.namespace(), policy.name());
        }
        return step(interval);
    }

    private Step step(Duration delay) {
        return new Step(delay, new Limits(timeout, timeout));
    }
}
