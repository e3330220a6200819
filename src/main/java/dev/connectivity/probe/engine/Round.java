package dev.connectivity.probe.engine;

import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several questions once, all at the same time, and waits for the last answer. */
public final class Round {

    /** At most so many at once; a waiting thread and its socket take some 10 KiB. */
    private static final int AT_ONCE = 256;

    private Round() {}

    /** The answers by the keys of their questions. */
    public static <K> Map<K, Observation> ask(
            Map<K, ? extends Question> questions, Prober<Question> prober, Limits limits)
            throws InterruptedException {
        Map<K, Future<Observation>> asked = new LinkedHashMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            questions.forEach(
                    (key, question) ->
                            asked.put(key, threads.submit(() -> prober.ask(question, limits))));
        }
        Map<K, Observation> answers = new LinkedHashMap<>();
        for (Map.Entry<K, Future<Observation>> one : asked.entrySet()) {
            answers.put(one.getKey(), answer(one.getValue()));
        }
        return answers;
    }

    private static Observation answer(Future<Observation> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a prober answers with an observation", e);
        }
    }
}
