package dev.connectivity.probe.dial;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after the deadlines of sockets: every {@link #PERIOD} while there are any, not at all while
 * there are none. One look at all of them, 20 times a second, costs less than a timer for each of
 * their reads; for it a deadline is kept up to a period late.
 */
final class OpenSockets {

    static final Duration PERIOD = Duration.ofMillis(50);

    private final Set<DeadlineSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Executor later =
            CompletableFuture.delayedExecutor(
                    PERIOD.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);

    void add(DeadlineSocket socket) {
        open.add(socket);
        lookLater();
    }

    void remove(DeadlineSocket socket) {
        open.remove(socket);
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        open.forEach(DeadlineSocket::check);
        looking.set(false);
        if (!open.isEmpty()) {
            lookLater();
        }
    }
}
