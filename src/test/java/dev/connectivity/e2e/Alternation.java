package dev.connectivity.e2e;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Has a server hang and answer by turns, beginning with a hang. */
final class Alternation implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger turns = new AtomicInteger();

    static Alternation of(World world, Duration each) {
        Alternation alternation = new Alternation();
        var _ =
                alternation.clock.scheduleAtFixedRate(
                        () -> world.hang(alternation.turns.getAndIncrement() % 2 == 0),
                        0,
                        each.toMillis(),
                        TimeUnit.MILLISECONDS);
        return alternation;
    }

    int turns() {
        return turns.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
