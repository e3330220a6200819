package dev.connectivity.probe.engine;

import static dev.connectivity.testing.ProbeFixtures.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Login;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.CountingCourse;
import dev.connectivity.testing.FakeProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedFlightsTest {

    private static final String PUBLIC = "chat.example.test";
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final Http GET = new Http(Method.GET, List.of(new StatusRange(200, 200)));

    private final FakeProbe probe = new FakeProbe();
    private final LateStart time = new LateStart();
    private final ProbeEngine engine =
            new VirtualThreadEngine(
                    probe,
                    (owner, target, observation, lateness) -> {},
                    time,
                    new Caps(64, 64, 64));
    private final List<CountingCourse> courses = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void manyPoliciesThatAskTheSameAskOnceAndAllHear() {
        for (int i = 0; i < 50; i++) {
            watch("uid-" + i, http(PUBLIC, "ns-" + i, "/"), INTERVAL);
        }
        time.begin();

        await().until(() -> courses.stream().allMatch(course -> course.told() >= 5));
        long asked = probe.asked(PUBLIC);
        int told = courses.stream().mapToInt(CountingCourse::told).max().orElseThrow();
        assertThat(asked).isBetween(5L, told + 2L);
    }

    @Test
    void multiplesOfAnIntervalShareItsFlights() {
        watch("uid-1", http(PUBLIC, "a", "/"), INTERVAL);
        watch("uid-2", http(PUBLIC, "b", "/"), INTERVAL.multipliedBy(2));
        time.begin();

        await().until(() -> courses.getLast().told() >= 6);
        long asked = probe.asked(PUBLIC);
        assertThat(asked).isLessThan(courses.getFirst().told() + courses.getLast().told() / 2);
    }

    @Test
    void anotherParameterIsAnotherFlight() {
        probe.holding(PUBLIC);
        watch("uid-1", http(PUBLIC, "a", "/"), INTERVAL);
        watch("uid-2", http(PUBLIC, "a", "/other"), INTERVAL);

        assertAskedAtOnce(PUBLIC, 2);
    }

    @Test
    void anotherTimeoutIsAnotherFlight() {
        probe.holding(PUBLIC);
        watch("uid-1", http(PUBLIC, "a", "/"), INTERVAL);
        CountingCourse patient =
                new CountingCourse(INTERVAL, INTERVAL, limits(Duration.ofSeconds(9)));
        engine.watch("uid-2", List.of(new Target("x", http(PUBLIC, "a", "/"), patient)));

        assertAskedAtOnce(PUBLIC, 2);
    }

    @Test
    void anInClusterTargetIsSharedWithinItsNamespaceAlone() {
        String service = "api.shop.svc.cluster.local";
        probe.holding(service);
        watch("uid-1", http(service, "a", "/"), INTERVAL);
        watch("uid-2", http(service, "b", "/"), INTERVAL);
        watch("uid-3", http(service, "a", "/"), INTERVAL);
        watch("uid-4", http(service, "b", "/"), INTERVAL);

        assertAskedAtOnce(service, 2);
    }

    @Test
    void whatHoldsASecretIsSharedWithinItsNamespaceAloneAndOnlyWithTheSameSecret() {
        probe.holding(PUBLIC);
        watch("uid-1", database("a", "secret"), INTERVAL);
        watch("uid-2", database("b", "secret"), INTERVAL);
        watch("uid-3", database("a", "secret"), INTERVAL);
        watch("uid-4", database("a", "rotated"), INTERVAL);

        assertAskedAtOnce(PUBLIC, 3);
    }

    @Test
    void whatIsProhibitedToAllIsAskedForEachNamespaceByItself() {
        probe.failing(PUBLIC, Reason.DestinationProhibited, "a pod of another namespace");
        watch("uid-1", http(PUBLIC, "a", "/"), INTERVAL);
        watch("uid-2", http(PUBLIC, "b", "/"), INTERVAL);
        time.begin();

        await().until(() -> courses.stream().allMatch(course -> course.told() >= 2));
        int told = courses.stream().mapToInt(CountingCourse::told).sum();
        assertThat(probe.asked(PUBLIC)).isGreaterThan(told);
    }

    @Test
    void anAttemptEndsOnlyWhenTheLastWhoAskedIsGone() {
        probe.holding(PUBLIC);
        watch("uid-1", http(PUBLIC, "a", "/"), INTERVAL);
        watch("uid-2", http(PUBLIC, "b", "/"), INTERVAL);
        assertAskedAtOnce(PUBLIC, 1);

        engine.forget("uid-1");
        probe.release(PUBLIC);

        await().until(() -> courses.getLast().told() >= 1);
        assertThat(courses.getFirst().told()).isZero();
    }

    /** While attempts are held, all who share one are aboard, and nothing else begins. */
    private void assertAskedAtOnce(String host, int flights) {
        time.begin();
        await().until(() -> probe.asked(host) == flights);
        await().during(INTERVAL.multipliedBy(2)).until(() -> probe.asked(host) == flights);
        assertThat(engine.load().inFlight()).isEqualTo(flights);
    }

    private void watch(String owner, Question question, Duration interval) {
        CountingCourse course = new CountingCourse(interval, interval);
        courses.add(course);
        engine.watch(owner, List.of(new Target("upstream/x", question, course)));
    }

    private static Question http(String host, String namespace, String path) {
        return new HttpRequest(new Address(host, 443, namespace), Optional.empty(), path, GET);
    }

    private static Question database(String namespace, String password) {
        return new PostgreSql(
                new Address(PUBLIC, 5432, namespace),
                new DatabaseSession(
                        Tls.REQUIRE, "shop", new Login("app", password), Demand.WRITABLE));
    }

    /** Stands still until all are there, so that the first does not fly before the last is. */
    private static final class LateStart implements TimeSource {
        private final long start = System.nanoTime();
        private volatile boolean goes;

        void begin() {
            goes = true;
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return goes ? System.nanoTime() : start;
        }
    }
}
