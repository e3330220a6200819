package dev.connectivity.probe.engine;

import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.UpstreamSpec.HttpSpec.Method;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.http.HttpProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.probe.tcp.TcpProber;
import dev.connectivity.testing.FakeProbe;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualThreadEngineTest {

    private static final String OWNER = "uid-1";
    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeProbe probe = new FakeProbe();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final ProbeListener listener = (owner, target, observation, lateness) -> heard.add(target.id());
    private final List<ProbeEngine> engines = new ArrayList<>();
    private final ProbeEngine engine = engine(probe, 64);

    @AfterEach
    void close() {
        engines.forEach(ProbeEngine::close);
    }

    @Test
    void aTargetIsAskedAgainAsItsCourseSays() {
        Counting course = new Counting(Duration.ZERO, Duration.ofMillis(1));
        engine.watch(OWNER, List.of(target("a", course)));

        await().until(() -> course.told() >= 5);
        assertThat(heard).contains("a");
    }

    @Test
    void anAnswerUnderWayForAReplacedTargetNeverReachesItsCourse() {
        Counting old = new Counting(Duration.ZERO, Duration.ZERO);
        Counting fresh = new Counting(Duration.ZERO, NEVER);
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
        Counting forgotten = new Counting(Duration.ZERO, Duration.ZERO);
        Counting other = new Counting(Duration.ZERO, NEVER);
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
        Counting kept = new Counting(Duration.ZERO, NEVER);
        engine.watch(OWNER, List.of(target("a", kept), target("b", new Counting(NEVER, NEVER))));
        await().until(() -> kept.told() == 1);

        Counting added = new Counting(Duration.ZERO, NEVER);
        engine.watch(OWNER, List.of(target("a", kept), target("c", added)));

        await().until(() -> added.told() == 1);
        assertThat(kept.told()).isEqualTo(1);
        assertThat(kept.started()).isEqualTo(1);
    }

    @Test
    void askedNowIsBeforeItsTimeAndOnlyOnce() {
        Counting course = new Counting(Duration.ZERO, NEVER);
        engine.watch(OWNER, List.of(target("a", course)));
        await().until(() -> course.told() == 1);

        engine.askNow(OWNER, "a");
        await().until(() -> course.told() == 2);
        engine.askNow(OWNER, "unknown");
        engine.askNow("unknown", "a");

        assertThat(probe.asked("a")).isEqualTo(2);
    }

    @Test
    void askedNowWhileBeingAskedChangesNothing() {
        Counting course = new Counting(Duration.ZERO, NEVER);
        probe.holding("a");
        engine.watch(OWNER, List.of(target("a", course)));
        await().until(() -> probe.asked("a") == 1);

        for (int i = 0; i < 100; i++) {
            engine.askNow(OWNER, "a");
        }
        probe.release("a");

        await().until(() -> course.told() == 1);
        assertThat(probe.asked("a")).isEqualTo(1);
    }

    @Test
    void askedNowByManyAtOnceNeverAsksTwiceAtATime() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Prober<Question> counting =
                (question, limits) -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    Thread.yield();
                    atOnce.decrementAndGet();
                    return probe.ask(question, limits);
                };
        ProbeEngine busy = engine(counting, 64);
        Counting course = new Counting(Duration.ZERO, Duration.ZERO);
        busy.watch(OWNER, List.of(target("a", course)));

        for (int i = 0; i < 4; i++) {
            Thread.ofVirtual().start(() -> askNowOften(busy));
        }

        await().until(() -> course.told() > 2_000);
        assertThat(most).hasValue(1);
    }

    private static void askNowOften(ProbeEngine engine) {
        for (int i = 0; i < 2_000; i++) {
            engine.askNow(OWNER, "a");
        }
    }

    @Test
    void aCourseThatThrowsKillsNeitherTheEngineNorItsTarget() {
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
        Counting healthy = new Counting(Duration.ZERO, Duration.ofMillis(1));
        engine.watch(OWNER, List.of(target("a", faulty), target("b", healthy)));
        await().until(() -> probe.asked("a") == 1 && heard.contains("a"));

        await().until(
                () -> {
                    engine.askNow(OWNER, "a");
                    return probe.asked("a") >= 3;
                });
        await().until(() -> healthy.told() >= 3);
    }

    @Test
    void aProbeThatThrowsDoesNotEndItsTarget() {
        Prober<Question> faulty =
                (question, limits) -> {
                    probe.ask(question, limits);
                    throw new IllegalStateException("a fault of the test's");
                };
        ProbeEngine shaken = engine(faulty, 64);
        Counting course = new Counting(Duration.ZERO, Duration.ZERO);
        shaken.watch(OWNER, List.of(target("a", course)));

        await().until(
                () -> {
                    shaken.askNow(OWNER, "a");
                    return probe.asked("a") >= 3;
                });
        assertThat(course.told()).isZero();
    }

    @Test
    void aClosedEngineAsksNothingAnyMore() {
        Counting course = new Counting(Duration.ZERO, Duration.ZERO);
        engine.watch(OWNER, List.of(target("a", course)));
        await().until(() -> course.told() > 0);

        engine.close();
        int told = course.told();
        engine.watch(OWNER, List.of(target("b", new Counting(Duration.ZERO, Duration.ZERO))));
        engine.askNow(OWNER, "a");

        await().during(Duration.ofMillis(100)).until(() -> course.told() == told);
        assertThat(probe.asked("b")).isZero();
    }

    @Test
    void noMoreThanTheCapAreUnderWayAtOnce() {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            probe.holding("h" + i);
            targets.add(target("h" + i, new Counting(Duration.ZERO, NEVER)));
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

    private long underWay() {
        long asked = 0;
        for (int i = 0; i < 20; i++) {
            asked += probe.asked("h" + i);
        }
        return asked;
    }

    @Test
    void aThousandHangingTargetsDoNotDelayAHealthyOne() {
        Http good = new Http(Method.GET, List.of(new StatusRange(200, 200)));
        Limits limits = limits(Duration.ofMillis(1_500));
        ProbeEngine real = engine(realProber(), 512);
        try (FakeServer hanging = FakeServer.hanging();
                FakeServer healthy = FakeServer.saying("HTTP/1.1 200 OK\r\n\r\n")) {
            Counting course = new Counting(Duration.ZERO, Duration.ofMillis(20), limits);
            real.watch(OWNER, List.of(target("healthy", question(healthy, good), course)));
            await().until(() -> course.told() > 0);
            List<Target> many = new ArrayList<>();
            Counting stuck = new Counting(Duration.ZERO, Duration.ZERO, limits);
            for (int i = 0; i < 1_000; i++) {
                many.add(target("hanging-" + i, question(hanging, good), stuck));
            }
            real.watch("uid-2", many);

            await().atMost(Duration.ofSeconds(30)).until(() -> stuck.told() > 1_200);
            int before = course.told();
            long began = System.nanoTime();
            await().atMost(Duration.ofSeconds(30)).until(() -> course.told() >= before + 50);

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(course.failed()).isZero();
        }
    }

    private static Prober<Question> realProber() {
        TimeSource time = TimeSource.system();
        TlsClient tls = new TlsClient(TestCertificates.trust(), time);
        return new Asker(
                new TcpProber(loopbackDialer(), time),
                new HttpProber(loopbackDialer(), tls, time),
                new PostgreSqlProber(loopbackDialer(), tls, time));
    }

    private static Question question(FakeServer server, Http http) {
        return new Question.HttpRequest(server.address(), false, "/", http);
    }

    private ProbeEngine engine(Prober<Question> prober, int cap) {
        ProbeEngine made = new VirtualThreadEngine(prober, listener, TimeSource.system(), cap);
        engines.add(made);
        return made;
    }

    private static Target target(String host, Course course) {
        return target(host, new Question.Tcp(new Address(host, 80, "shop")), course);
    }

    private static Target target(String id, Question question, Course course) {
        return new Target(id, question, course);
    }

    /** Asks in even steps, and counts. */
    private static final class Counting implements Course {

        private final Duration first;
        private final Duration then;
        private final Limits limits;
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        Counting(Duration first, Duration then) {
            this(first, then, limits(Duration.ofSeconds(5)));
        }

        Counting(Duration first, Duration then, Limits limits) {
            this.first = first;
            this.then = then;
            this.limits = limits;
        }

        @Override
        public Step first() {
            started.incrementAndGet();
            return new Step(first, limits);
        }

        @Override
        public Step next(Observation observation) {
            if (!observation.succeeded()) {
                failed.incrementAndGet();
            }
            told.incrementAndGet();
            return new Step(then, limits);
        }

        int started() {
            return started.get();
        }

        int told() {
            return told.get();
        }

        int failed() {
            return failed.get();
        }
    }
}
