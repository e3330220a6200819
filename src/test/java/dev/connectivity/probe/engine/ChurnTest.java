package dev.connectivity.probe.engine;

import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.Question.Tcp;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.tcp.TcpProber;
import dev.connectivity.testing.CountingCourse;
import dev.connectivity.testing.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Policies that are edited and deleted ten thousand times leave nothing behind. */
class ChurnTest {

    private static final int CHANGES = 10_000;
    private static final int OWNERS = 20;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Test
    void tenThousandEditsAndDeletionsLeaveNoAttemptNoThreadAndNoConnection() {
        try (FakeServer server = FakeServer.serving(ChurnTest::untilItsEnd);
                Counting counting = new Counting(server)) {
            long threads = Thread.activeCount();
            counting.watch(0, CHANGES);
            await().until(() -> counting.answered.get() > 0);
            long files = openFiles();

            for (int change = 0; change < CHANGES; change++) {
                int owner = change % OWNERS;
                if (change % 5 == 4) {
                    counting.engine.forget("uid-" + owner);
                } else {
                    counting.watch(owner, change);
                }
            }
            assertThat(counting.engine.load().targets()).isLessThanOrEqualTo(OWNERS);
            assertThat(counting.tooOften(INTERVAL.multipliedBy(5))).isZero();
            for (int owner = 0; owner < OWNERS; owner++) {
                counting.engine.forget("uid-" + owner);
            }

            await().until(() -> counting.engine.load().equals(new Load(0, 0, 0)));
            int asked = counting.asked.get();
            await().during(INTERVAL.multipliedBy(3)).until(() -> counting.asked.get() == asked);
            await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files + 4));
            // Besides the one that asks this; those that asked before may still be ending.
            await().until(() -> Thread.activeCount() <= threads + 1);
        }
    }

    @Test
    void anEditedTargetIsAskedByItsNewCourseAlone() {
        try (FakeServer server = FakeServer.serving(ChurnTest::untilItsEnd);
                Counting counting = new Counting(server)) {
            CountingCourse old = counting.watch(0, 0);
            await().until(() -> old.told() > 2);
            for (int generation = 1; generation <= 100; generation++) {
                counting.watch(0, generation);
            }
            CountingCourse last = counting.watch(0, 101);
            int told = old.told();
            await().until(() -> last.told() > 0);
            int before = counting.asked.get();

            await().until(() -> last.told() >= 10);
            assertThat(old.told()).isEqualTo(told);
            assertThat(counting.asked.get() - before).isLessThanOrEqualTo(last.told() + 2);
        }
    }

    private static void untilItsEnd(Socket client) throws IOException {
        try (client) {
            client.getInputStream().read();
        }
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An engine that counts what it asks, of one server. */
    private static final class Counting implements AutoCloseable {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final Question question;
        private final ProbeEngine engine;

        Counting(FakeServer server) {
            question = new Tcp(server.address());
            Prober<Tcp> tcp = new TcpProber(loopbackDialer(), TimeSource.system());
            engine =
                    new VirtualThreadEngine(
                            (question, limits) -> {
                                asked.incrementAndGet();
                                return tcp.ask((Tcp) question, limits);
                            },
                            (owner, target, seen, late) -> answered.incrementAndGet(),
                            TimeSource.system(),
                            new Caps(64, 64, 64));
        }

        /** Each generation is another course, and hence another target. */
        CountingCourse watch(int owner, int generation) {
            CountingCourse course =
                    new CountingCourse(
                            Duration.ZERO, INTERVAL, limits(Duration.ofSeconds(1 + owner)));
            engine.watch(
                    "uid-" + owner,
                    List.of(new Target("upstream/" + generation % 3, question, course)));
            return course;
        }

        /**
         * How often it asks beyond what all owners want while this passes: in each interval, at
         * both ends, and for the first time.
         */
        long tooOften(Duration atLeast) {
            long began = System.nanoTime();
            int before = asked.get();
            await().pollDelay(atLeast).until(() -> true);
            int during = asked.get() - before;
            long intervals = (System.nanoTime() - began) / INTERVAL.toNanos();
            return Math.max(0, during - OWNERS * (intervals + 3));
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
