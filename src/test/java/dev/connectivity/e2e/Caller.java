package dev.connectivity.e2e;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Steady requests, ten in a second, each on a connection of its own that has a second. */
final class Caller implements AutoCloseable {

    private static final int EVERY_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 1000;

    /**
     * One request.
     *
     * @param status 0 where no answer came
     */
    record Call(Instant began, Instant ended, int status) {

        boolean isGood() {
            return status / 100 == 2;
        }
    }

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final URI url;

    private Caller(URI url) {
        this.url = url;
    }

    static Caller of(String address, int port) {
        Caller caller = new Caller(URI.create("http://" + address + ":" + port + "/"));
        var _ =
                caller.clock.scheduleAtFixedRate(
                        () -> Thread.ofVirtual().start(caller::call),
                        0,
                        EVERY_MILLIS,
                        TimeUnit.MILLISECONDS);
        return caller;
    }

    /** That have ended. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** That began then. */
    List<Call> between(Instant from, Instant until) {
        return calls.stream()
                .filter(it -> it.began().isAfter(from) && it.began().isBefore(until))
                .toList();
    }

    List<Call> failedBetween(Instant from, Instant until) {
        return between(from, until).stream().filter(it -> !it.isGood()).toList();
    }

    /** From there to the beginning of the first that was answered. */
    Duration firstGoodAfter(Instant from) {
        return calls.stream()
                .filter(it -> it.began().isAfter(from) && it.isGood())
                .map(Call::began)
                .min(Instant::compareTo)
                .map(it -> Duration.between(from, it))
                .orElseThrow();
    }

    private void call() {
        Instant began = Instant.now();
        int status = status();
        calls.add(new Call(began, Instant.now(), status));
    }

    private int status() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setRequestProperty("Connection", "close");
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
