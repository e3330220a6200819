package dev.connectivity.probe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * How many attempts are under way at once, and whose.
 *
 * <p>An attempt holds about 60 KiB at most (socket buffers, a TLS record each way, its thread's
 * stack), so that the usual 512 take 30 MiB. Of n slots, targets that kept theirs for long the last
 * time share n/2; they and those never asked before share 3n/4. So n/4 are always left to targets
 * that answer promptly, at one second each that is 128 attempts a second, and another n/4 to new
 * ones, however many others hang. Where prompt ones begin to hang all at once, they hold what they
 * have for one timeout, and are among the slow ones after it.
 */
final class Slots {

    /** What a target's last attempt says of its next. */
    enum Lane {
        Unproven,
        Prompt,
        Slow
    }

    private final Semaphore all;
    private final Semaphore doubtful;
    private final Semaphore slow;

    Slots(int count) {
        this.all = new Semaphore(count, true);
        this.doubtful = new Semaphore(Math.max(1, count * 3 / 4), true);
        this.slow = new Semaphore(Math.max(1, count / 2), true);
    }

    /** Waits for a slot; the caller closes it. */
    Slot take(Lane lane) throws InterruptedException {
        return switch (lane) {
            case Prompt -> take(List.of(all));
            case Unproven -> take(List.of(doubtful, all));
            case Slow -> take(List.of(slow, doubtful, all));
        };
    }

    /** The narrowest first, so that those who wait there hold nothing that others need. */
    private static Slot take(List<Semaphore> narrowestFirst) throws InterruptedException {
        List<Semaphore> taken = new ArrayList<>(narrowestFirst.size());
        try {
            for (Semaphore semaphore : narrowestFirst) {
                semaphore.acquire();
                taken.add(semaphore);
            }
        } catch (InterruptedException e) {
            taken.forEach(Semaphore::release);
            throw e;
        }
        return () -> taken.forEach(Semaphore::release);
    }

    /** One attempt's right to run. */
    @FunctionalInterface
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }
}
