package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact.Family;
import dev.connectivity.probe.Fact.FamilyTried;
import dev.connectivity.probe.Fact.Tried;
import dev.connectivity.probe.TimeSource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One family's part of a {@link FamilyRace}, on a virtual thread.
 *
 * @param ending completed by that thread, with whatever became of the connect
 */
record Lane(Family family, CompletableFuture<Ending> ending, Thread thread) {

    /** To one of the family's addresses. */
    @FunctionalInterface
    interface Connect {
        DeadlineSocket run() throws IOException;
    }

    /** What became of the connect, and after which time. */
    sealed interface Ending {

        Duration took();

        record Connected(DeadlineSocket socket, Duration took) implements Ending {}

        record Failed(IOException cause, Duration took) implements Ending {}
    }

    /**
     * @param ended told by the lane's thread
     */
    static Lane start(Family family, TimeSource time, Connect connect, Consumer<Ending> ended) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Runnable run =
                () -> {
                    Ending reached = run(time, connect);
                    ending.complete(reached);
                    ended.accept(reached);
                };
        return new Lane(family, ending, Thread.ofVirtual().name("probe-family").start(run));
    }

    private static Ending run(TimeSource time, Connect connect) {
        long began = time.nanos();
        try {
            return new Ending.Connected(connect.run(), since(time, began));
        } catch (IOException e) {
            return new Ending.Failed(e, since(time, began));
        }
    }

    private static Duration since(TimeSource time, long began) {
        return Duration.ofNanos(time.nanos() - began);
    }

    /** Waits for the end, at most so long. */
    boolean ended(Duration atMost) throws InterruptedException {
        return atMost.isPositive() ? thread.join(atMost) : ending.isDone();
    }

    /** Ends the connect if it is still under way then: it was not answered in time. */
    Ending abandonAfter(Duration atMost) {
        try {
            if (ended(atMost)) {
                return ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A connect on a virtual thread ends at once when that is interrupted.
        thread.interrupt();
        return switch (ending.join()) {
            case Ending.Connected connected -> connected;
            case Ending.Failed failed ->
                    new Ending.Failed(new SocketTimeoutException(), failed.took());
        };
    }

    /** Of one that ended. */
    FamilyTried fact(Ending reached) {
        return switch (reached) {
            case Ending.Connected connected ->
                    new FamilyTried(family, new Tried.Connected(), connected.took());
            case Ending.Failed failed when Failures.isOfThisMachine(failed.cause()) ->
                    new FamilyTried(family, new Tried.NotTried(), Duration.ZERO);
            case Ending.Failed failed -> {
                Reason reason = Failures.ofConnect(failed.cause());
                yield new FamilyTried(family, new Tried.Failed(reason), failed.took());
            }
        };
    }
}
