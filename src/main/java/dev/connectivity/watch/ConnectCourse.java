package dev.connectivity.watch;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;
import java.time.Duration;
import java.util.Optional;

/**
 * When one port of one pod is asked: at once, then at its interval, faster while it just began to
 * fail. Wakes the policy when the answer is another than the last.
 */
record ConnectCourse(
        PolicyKey policy,
        Connects.Key key,
        Duration interval,
        Duration timeout,
        Connects connects,
        Wake wake)
        implements Course {

    private static final Duration SUSPECT = Duration.ofSeconds(1);

    @Override
    public Step first() {
        return step(Duration.ZERO);
    }

    @Override
    public Step next(Observation observation) {
        Optional<Observation> before = connects.put(policy.uid(), key, observation);
        boolean changed =
                before.map(last -> !last.outcome().equals(observation.outcome())).orElse(true);
        if (changed) {
            wake.wake(policy.namespace(), policy.name());
        }
        // A port that refuses is a process that starts, or one that never will: only the first is
        // worth hurrying for.
        boolean hurry = !observation.succeeded() && changed && interval.compareTo(SUSPECT) > 0;
        return step(hurry ? SUSPECT : interval);
    }

    private Step step(Duration delay) {
        return new Step(delay, new Limits(timeout, timeout));
    }
}
