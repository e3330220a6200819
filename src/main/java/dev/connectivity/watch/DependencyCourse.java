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
        Rules rules,
        Verdicts verdicts,
        Audience audience,
        Wake wake,
        RandomGenerator random)
        implements Course {

    /** A user who has just applied a policy waits for its first verdict. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * What its policy declares.
     *
     * @param expiryWarning how long before its end a certificate is told; zero: never
     */
    record Rules(Pacing pacing, Duration expiryWarning) {}

    /** Whoever wants to know of each attempt what was made of it. Must not block. */
    @FunctionalInterface
    interface Audience {

        void judged(PolicyKey policy, String id, Observation observation, Turn turn);
    }

    @Override
    public Step first() {
        return verdicts.get(policy.uid(), id).map(this::begin).orElseGet(() -> step(SOON));
    }

    @Override
    public Step next(Observation observation) {
        return verdicts.judge(
                        policy.uid(),
                        id,
                        verdict ->
                                Judge.judge(
                                        verdict,
                                        observation,
                                        rules.pacing(),
                                        rules.expiryWarning()))
                .map(turn -> after(observation, turn))
                .orElseGet(() -> step(rules.pacing().interval()));
    }

    private Step begin(Verdict verdict) {
        return step(verdict.state() == Verdict.State.Up ? rules.pacing().interval() : SOON);
    }

    private Step after(Observation observation, Turn turn) {
        audience.judged(policy, id, observation, turn);
        if (!turn.after().readsAs(turn.before())) {
            wake.wake(policy.namespace(), policy.name());
        }
        Pacing pacing = rules.pacing();
        Pace.Next next = pace.next(turn.after(), pacing, random);
        return new Step(next.delay(), new Limits(pacing.timeout(), next.connectWithin()));
    }

    private Step step(Duration delay) {
        Duration timeout = rules.pacing().timeout();
        return new Step(delay, new Limits(timeout, timeout));
    }
}
