package dev.connectivity.reconcile;

import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Pace;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Pacing;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.engine.Course;
import dev.connectivity.reconcile.Verdicts.Turn;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Judges each attempt at one dependency, and lets the verdict say when to ask next. Wakes the policy when the verdict reads otherwise. */
record DependencyCourse(
        String uid, String id, ResourceID policy, Pace.Kind kind, Pacing pacing, Verdicts verdicts, Consumer<ResourceID> wake)
        implements Course {

    @Override
    public Step first() {
        return verdicts.get(uid, id)
                .map(verdict -> step(Pace.first(verdict, pacing)))
                .orElseGet(() -> new Step(pacing.interval(), new Limits(pacing.timeout(), pacing.timeout())));
    }

    @Override
    public Step next(Observation observation) {
        return verdicts.judge(uid, id, verdict -> Judge.judge(verdict, observation, pacing))
                .map(this::after)
                .orElseGet(this::first);
    }

    private Step after(Turn turn) {
        if (!turn.after().readsAs(turn.before())) {
            wake.accept(policy);
        }
        return step(next(turn.after()));
    }

    private Pace.Next next(Verdict verdict) {
        return Pace.next(verdict, pacing, kind, RandomGenerator.getDefault());
    }

    private Step step(Pace.Next next) {
        return new Step(next.delay(), new Limits(pacing.timeout(), next.connectWithin()));
    }
}
