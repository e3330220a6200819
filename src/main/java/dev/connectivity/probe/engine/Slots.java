package dev.connectivity.probe.engine;

import java.util.concurrent.Semaphore;

/**
 * How many attempts are under way at once, and whose.
 *
 * <p>An attempt holds about 60 KiB at most (socket buffers, a TLS record each way, its thread's stack), so that the usual 512
 * take 30 MiB. With n slots, a target that kept its slot for long the last time shares at most n/2 with its like, and one never
 * asked before at most n/4 with its like. So n/4 are always left to those that answer promptly: at one second each that is 128
 * attempts a second, however many others hang. When many of those begin to hang at once, they hold the rest for one timeout,
 * and are among the slow ones after it.
 */
final class Slots {

    /** What a target's last attempt says of its next. */
    enum Lane {
        Unproven,
        Prompt,
        Slow
    }

    private final Semaphore all;
    private final Semaphore slow;
    private final Semaphore unproven;

    Slots(int count) {
        this.all = new Semaphore(count, true);
        this.slow = new Semaphore(Math.max(1, count / 2), true);
        this.unproven = new Semaphore(Math.max(1, count / 4), true);
    }

    /** Waits for a slot; the caller closes it. */
    Slot take(Lane lane) throws InterruptedException {
        return switch (lane) {
            case Prompt -> take(all, () -> {});
            case Slow -> takeBoth(slow);
            case Unproven -> takeBoth(unproven);
        };
    }

    /** First the lane's, so that those who wait in it hold nothing that others need. */
    private Slot takeBoth(Semaphore lane) throws InterruptedException {
        lane.acquire();
        try {
            return take(all, lane::release);
        } catch (InterruptedException e) {
            lane.release();
            throw e;
        }
    }

    private static Slot take(Semaphore semaphore, Slot outer) throws InterruptedException {
        semaphore.acquire();
        return () -> {
            semaphore.release();
            outer.close();
        };
    }

    /** One attempt's right to run. */
    @FunctionalInterface
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }
}
