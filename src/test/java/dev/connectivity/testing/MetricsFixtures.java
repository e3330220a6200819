package dev.connectivity.testing;

import static dev.connectivity.testing.JudgeFixtures.NOON;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.engine.Course;
import dev.connectivity.probe.engine.Target;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Targets and answers for tests of meters. */
public final class MetricsFixtures {

    public static final Duration TOOK = Duration.ofMillis(7);

    private MetricsFixtures() {}

    public static Target aTarget(String id) {
        return new Target(id, new Question.Tcp(new Address("db", 5432, "shop")), new Hourly());
    }

    /**
     * With every phase there is, each of which {@link #TOOK} the same time; a certificate ended.
     */
    public static Observation ended(Outcome outcome) {
        Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            phases.put(phase, TOOK);
        }
        return new Observation(
                NOON, TOOK, phases, outcome, List.of(new Fact.CertificateExpiry(NOON)));
    }

    private record Hourly() implements Course {

        private static final Step STEP = new Step(Duration.ofHours(1), new Limits(TOOK, TOOK));

        @Override
        public Step first() {
            return STEP;
        }

        @Override
        public Step next(Observation observation) {
            return STEP;
        }
    }
}
