package dev.connectivity.probe.engine;

import static dev.connectivity.testing.ProbeFixtures.asker;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.policy.Upstream.StatusRange;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.CountingCourse;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole way down to real sockets. */
class HangingTargetsTest {

    private static final String OWNER = "uid-1";

    @Test
    void aThousandHangingTargetsDoNotDelayAHealthyOne() {
        Http good = new Http(Method.GET, List.of(new StatusRange(200, 200)));
        Limits limits = limits(Duration.ofMillis(1_500));
        Limits patient = limits(Duration.ofSeconds(10));
        try (ProbeEngine real = engine();
                FakeServer hanging = FakeServer.hanging();
                FakeServer healthy = FakeServer.saying("HTTP/1.1 200 OK\r\n\r\n")) {
            CountingCourse course =
                    new CountingCourse(Duration.ZERO, Duration.ofMillis(20), patient);
            real.watch(OWNER, List.of(new Target("healthy", question(healthy, good), course)));
            await().until(() -> course.told() > 0);
            List<Target> many = new ArrayList<>();
            CountingCourse stuck = new CountingCourse(Duration.ZERO, Duration.ZERO, limits);
            for (int i = 0; i < 1_000; i++) {
                many.add(new Target("hanging-" + i, question(hanging, good), stuck));
            }
            real.watch("uid-2", many);

            await().atMost(Duration.ofSeconds(30)).until(() -> stuck.told() > 400);
            int before = course.told();
            long began = System.nanoTime();
            await().atMost(Duration.ofSeconds(30)).until(() -> course.told() >= before + 20);

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(course.failed()).isZero();
        }
    }

    private static Prober<Question> realProber() {
        return asker(
                loopbackDialer(), new TlsClient(TestCertificates.trust(), TimeSource.system()));
    }

    private static Question question(FakeServer server, Http http) {
        return new Question.HttpRequest(server.address(), Optional.empty(), "/", http);
    }

    private static ProbeEngine engine() {
        ProbeListener ignored = (owner, target, observation, lateness) -> {};
        return new VirtualThreadEngine(
                realProber(), ignored, TimeSource.system(), new Caps(512, 512, 512));
    }
}
