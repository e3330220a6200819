package dev.connectivity.probe.engine;

import static dev.connectivity.testing.ProbeFixtures.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.CountingCourse;
import dev.connectivity.testing.FakeProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualThreadEngineTest {

    private static final String OWNER = "uid-1";

    /** The regular time of an hour may be any within it, and hence the next moment. */
    private static final Duration NEVER = Duration.ofDays(10 * 365);

    private final FakeProbe probe = new FakeProbe();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Map<String, Duration> late = new ConcurrentHashMap<>();
    private final ProbeListener listener =
            (owner, target, observation, lateness) -> {
                heard.add(target.id());
                late.put(target.id(), lateness);
            };
    private final List<ProbeEngine> engines = new ArrayList<>();
    private final ProbeEngine engine = engine(probe, 64);

    @AfterEach
    void close() {
        engines.forEach(ProbeEngine::close);
    }

    @Test
    void aTargetIsAskedAgainAsItsCourseSays() {
        CountingCourse course = new CountingCourse(Duration.ZERO, Duration.ofMillis(1));
        engine.watch(OWNER, List.of(target("a", course)));

        await().until(() -> course.told() >= 5);
        assertThat(heard).contains("a");
    }

    @Test
    void anAnswerUnderWayForAReplacedTargetNeverReachesItsCourse() {
        CountingCourse old = new CountingCourse(Duration.ZERO, Duration.ZERO);
        CountingCourse fresh = new CountingCourse(Duration.ZERO, NEVER);
        probe.holding("a");
        engine.watch(OWNER, List.of(target("a", old)));
        await().until(() -> probe.asked("a") == 1);

        engine.watch(OWNER, List.of(target("a", fresh)));
        await().until(() -> probe.asked("a") == 2);
        probe.release("a");

        await().until(() -> fresh.told() == 1);
        assertThat(old.told()).isZero();
        assertThat(probe.asked("a")).isEqualTo(2);
        assertThat(heard).containsExactly("a");
    }

    @Test
    void anAnswerUnderWayForAForgottenTargetNeverReachesItsCourse() {
        CountingCourse forgotten = new CountingCourse(Duration.ZERO, Duration.ZERO);
        CountingCourse other = new CountingCourse(Duration.ZERO, NEVER);
        probe.holding("a");
        engine.watch(OWNER, List.of(target("a", forgotten)));
        await().until(() -> probe.asked("a") == 1);

        engine.forget(OWNER);
        probe.release("a");
        engine.watch("uid-2", List.of(target("b", other)));

        await().until(() -> other.told() == 1);
        assertThat(forgotten.told()).isZero();
        assertThat(probe.asked("a")).isEqualTo(1);
    }

    @Test
    void anUnchangedTargetGoesOnUndisturbedWhenTheOthersChange() {
        CountingCourse kept = new CountingCourse(Duration.ZERO, NEVER);
        engine.watch(
                OWNER, List.of(target("a", kept), target("b", new CountingCourse(NEVER, NEVER))));
        await().until(() -> kept.told() == 1);

        CountingCourse added = new CountingCourse(Duration.ZERO, NEVER);
        engine.watch(OWNER, List.of(target("a", kept), target("c", added)));

        await().until(() -> added.told() == 1);
        assertThat(kept.told()).isEqualTo(1);
        assertThat(kept.started()).isEqualTo(1);
    }

    @Test
    void aCourseThatThrowsEndsNeitherTheEngineNorItsTarget() {
        Course faulty =
                new Course() {
                    @Override
                    public Step first() {
                        return new Step(Duration.ZERO, limits(NEVER));
                    }

                    @Override
                    public Step next(Observation observation) {
                        throw new IllegalStateException("a fault of the test's");
                    }
                };
        CountingCourse healthy = new CountingCourse(Duration.ZERO, Duration.ofMillis(1));
        engine.watch(OWNER, List.of(target("a", faulty), target("b", healthy)));
        await().until(() -> heard.contains("a"));

        await().until(() -> healthy.told() >= 3);
        assertThat(engine.load()).extracting(Load::targets).isEqualTo(2);
        // Not once: its next regular time may be any time within its pause.
        assertThat(probe.asked("a")).isLessThan(probe.asked("b"));
    }

    @Test
    void aProbeThatThrowsDoesNotEndItsTarget() {
        Prober<Question> faulty =
                (question, limits) -> {
                    probe.ask(question, limits);
                    throw new IllegalStateException("a fault of the test's");
                };
        ProbeEngine shaken = engine(faulty, 64);
        CountingCourse course = new CountingCourse(Duration.ZERO, Duration.ZERO);
        shaken.watch(OWNER, List.of(target("a", course)));
        await().until(() -> probe.asked("a") == 1);

        await().until(() -> shaken.load().inFlight() == 0);
        assertThat(shaken.load()).isEqualTo(new Load(1, 0, 0));
        assertThat(course.told()).isZero();
    }

    @Test
    void aClosedEngineAsksNothingAnyMore() {
        CountingCourse course = new CountingCourse(Duration.ZERO, Duration.ZERO);
        engine.watch(OWNER, List.of(target("a", course)));
        await().until(() -> course.told() > 0);

        engine.close();
        int told = course.told();
        engine.watch(OWNER, List.of(target("b", new CountingCourse(Duration.ZERO, Duration.ZERO))));

        await().during(Duration.ofMillis(100)).until(() -> course.told() == told);
        assertThat(probe.asked("b")).isZero();
    }

    @Test
    void noMoreThanTheCapAreUnderWayAtOnce() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            probe.holding("h" + i);
            targets.add(target("h" + i, new CountingCourse(Duration.ZERO, NEVER)));
        }
        ProbeEngine narrow = engine(probe, 8);
        narrow.watch(OWNER, targets);

        // 3/4 of 8 for those that were never asked before
        await().until(() -> underWay() == 6);
        await().during(Duration.ofMillis(100)).until(() -> underWay() == 6);
        for (int i = 0; i < 20; i++) {
            probe.release("h" + i);
        }
        await().until(() -> underWay() == 20);
    }

    @Test
    void whatACapHoldsBackIsToldAsLateAsItWas() {
        ProbeEngine narrow = engine(probe, 1);
        probe.holding("a");
        narrow.watch("uid-a", List.of(target("a", new CountingCourse(Duration.ZERO, NEVER))));
        await().until(() -> probe.asked("a") == 1);
        narrow.watch("uid-b", List.of(target("b", new CountingCourse(Duration.ZERO, NEVER))));
        await().until(() -> narrow.load().waiting() == 1);
        long since = System.nanoTime();
        await().during(Duration.ofMillis(300)).until(() -> probe.asked("b") == 0);
        Duration held = Duration.ofNanos(System.nanoTime() - since);
        probe.release("a");

        await().until(() -> late.containsKey("b"));
        assertThat(late.get("b")).isGreaterThanOrEqualTo(held);
        assertThat(narrow.load().waiting()).isZero();
    }

    @Test
    void aDeletedTargetsAttemptEndsAtOnce() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Prober<Question> patient =
                (question, limits) -> {
                    asked.countDown();
                    LockSupport.parkNanos(NEVER.toNanos());
                    ended.countDown();
                    return probe.ask(question, limits);
                };
        ProbeEngine patiently = engine(patient, 64);
        patiently.watch(OWNER, List.of(target("a", new CountingCourse(Duration.ZERO, NEVER))));
        await().until(() -> asked.getCount() == 0);

        patiently.forget(OWNER);

        await().until(() -> ended.getCount() == 0);
        await().until(() -> patiently.load().equals(new Load(0, 0, 0)));
        assertThat(heard).doesNotContain("a");
    }

    private long underWay() {
        long asked = 0;
        for (int i = 0; i < 20; i++) {
            asked += probe.asked("h" + i);
        }
        return asked;
    }

    private ProbeEngine engine(Prober<Question> prober, int cap) {
        ProbeEngine made =
                new VirtualThreadEngine(
                        prober, listener, TimeSource.system(), new Caps(cap, cap, cap));
        engines.add(made);
        return made;
    }

    private static Target target(String host, Course course) {
        return target(host, new Question.Tcp(new Address(host, 80, "shop")), course);
    }

    private static Target target(String id, Question question, Course course) {
        return new Target(id, question, course);
    }
}
