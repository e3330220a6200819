package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.Fact.Family;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Lane.Ending;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * Connects to both address families of a name at once. The first family is used if it answers
 * within a quarter of a second, else whichever answers first: as a client with Happy Eyeballs (RFC
 * 8305) would have it. The other family's answer is awaited until the attempt's conversation is
 * over, or a little longer, and its connection is closed unused.
 *
 * <p>One virtual thread per family, which ends before the attempt does.
 */
final class FamilyRace {

    /** RFC 8305's recommended delay. */
    private static final Duration HEAD_START = Duration.ofMillis(250);

    /** From the beginning of the race: a SYN that was lost is repeated after 1 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Attempt attempt;
    private final List<Lane> lanes = new ArrayList<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final Deadline patience;
    private boolean over;

    /** Begins at once; in the order of the addresses. */
    FamilyRace(Attempt attempt, int port, List<InetAddress> checked) {
        this.attempt = attempt;
        this.patience = attempt.deadline().within(PATIENCE);
        Deadline limit = attempt.deadline().within(attempt.limits().connect());
        Connector connector = new Connector(attempt.deadline(), limit, port);
        TimeSource time = attempt.deadline().time();
        families(checked)
                .forEach(
                        (family, addresses) ->
                                lanes.add(
                                        Lane.start(
                                                family,
                                                time,
                                                () -> connector.connect(addresses),
                                                endings::add)));
    }

    static boolean isOfBoth(List<InetAddress> addresses) {
        return families(addresses).size() > 1;
    }

    private static Map<Family, List<InetAddress>> families(List<InetAddress> addresses) {
        return addresses.stream()
                .collect(
                        Collectors.groupingBy(
                                it -> it instanceof Inet4Address ? Family.IPv4 : Family.IPv6,
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    /** The connection to use. Closing it ends the race. */
    Connection winner(Address address) throws IOException {
        try {
            DeadlineSocket first = firstConnected();
            return new Connection(address, first, () -> end(first));
        } catch (IOException e) {
            lanes.forEach(lane -> attempt.note(lane.fact(lane.abandonAfter(Duration.ZERO))));
            throw e;
        } catch (InterruptedException e) {
            lanes.forEach(lane -> discard(lane.abandonAfter(Duration.ZERO)));
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private DeadlineSocket firstConnected() throws IOException, InterruptedException {
        Lane preferred = lanes.getFirst();
        if (preferred.ended(HEAD_START)
                && preferred.ending().join() instanceof Ending.Connected first) {
            return first.socket();
        }
        List<IOException> failures = new ArrayList<>();
        while (failures.size() < lanes.size()) {
            switch (endings.take()) {
                case Ending.Connected connected -> {
                    return connected.socket();
                }
                case Ending.Failed failed -> failures.add(failed.cause());
            }
        }
        throw Failures.mostTelling(failures);
    }

    /** Notes how both fared, and keeps nothing but the connection that was used. */
    private void end(DeadlineSocket used) {
        if (over) {
            return;
        }
        over = true;
        for (Lane lane : lanes) {
            Ending ending = lane.abandonAfter(patience.left());
            attempt.note(lane.fact(ending));
            if (!(ending instanceof Ending.Connected won && won.socket() == used)) {
                discard(ending);
            }
        }
    }

    private static void discard(Ending ending) {
        if (ending instanceof Ending.Connected unused) {
            unused.socket().closeQuietly();
        }
    }
}
