package dev.connectivity.watch;

import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Pace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;
import dev.connectivity.watch.Verdicts.Turn;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Judges each attempt at one dependency, and lets the verdict say when to ask next. Wakes the
 * policy when the verdict reads otherwise than before.
 */
record DependencyCourse(
        PolicyKey policy,
        String id,
        Pace pace,
        Pacing pacing,
        Verdicts verdicts,
        Wake wake,
        RandomGenerator random)
        implements Course {

    /** A user who has just applied a policy waits for its first verdict. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @Override
    public Step first() {
        return verdicts.get(policy.uid(), id).map(this::begin).orElseGet(() -> step(SOON));
    }

    @Override
    public Step next(Observation observation) {
        return verdicts.judge(
                        policy.uid(), id, verdict -> Judge.judge(verdict, observation, pacing))
                .map(this::after)
                .orElseGet(() -> step(pacing.interval()));
    }

    private Step begin(Verdict verdict) {
        return step(verdict.state() == Verdict.State.Up ? pacing.interval() : SOON);
    }

    private Step after(Turn turn) {
        if (!turn.after().readsAs(turn.before())) {
            wake.wake(policy.namespace(), policy.name());
        }
        Pace.Next next = pace.next(turn.after(), pacing, random);
        return new Step(next.delay(), new Limits(pacing.timeout(), next.connectWithin()));
    }

    private Step step(Duration delay) {
        return new Step(delay, new Limits(pacing.timeout(), pacing.timeout()));
    }
}
