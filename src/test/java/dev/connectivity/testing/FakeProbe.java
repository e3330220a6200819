package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Answers without a network: at once and well, unless told otherwise for a host. Remembers what it
 * was asked.
 */
public final class FakeProbe implements Prober<Question> {

    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** From now on {@code host} fails. */
    public FakeProbe failing(String host, Reason reason, String detail) {
        outcomes.put(host, new Outcome.Failed(reason, detail));
        return this;
    }

    /** From now on {@code host} answers well. */
    public FakeProbe answering(String host) {
        outcomes.remove(host);
        return this;
    }

    /**
     * Attempts at {@code host} do not end, neither by their limits nor when interrupted, until it
     * is released.
     */
    public FakeProbe holding(String host) {
        held.put(host, new CountDownLatch(1));
        return this;
    }

    public void release(String host) {
        CountDownLatch latch = held.remove(host);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** How often {@code host} was asked, attempts under way included. */
    public long asked(String host) {
        return asked.stream().filter(host::equals).count();
    }

    @Override
    public Observation ask(Question question, Limits limits) {
        String host = question.address().host();
        asked.add(host);
        CountDownLatch latch = held.get(host);
        if (latch != null) {
            awaitUninterruptibly(latch);
        }
        Outcome outcome = outcomes.getOrDefault(host, new Outcome.Answered());
        return new Observation(Instant.EPOCH, Duration.ofMillis(1), Map.of(), outcome, List.of());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
