package dev.connectivity.probe.dial;

import dev.connectivity.probe.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Connects to the first of some addresses that answers, one after another.
 *
 * @param whole ends whatever is read from the connection later
 * @param limit ends the connects
 */
record Connector(Deadline whole, Deadline limit, int port) {

    /**
     * Of a name with more addresses the rest is not tried: each has its share of the limit, which
     * must not vanish.
     */
    private static final int MOST_ADDRESSES = 8;

    /**
     * @throws IOException the failure that says most
     */
    DeadlineSocket connect(List<InetAddress> addresses) throws IOException {
        List<InetAddress> candidates =
                addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Deadline share = limit.within(limit.left().dividedBy(candidates.size() - i));
            DeadlineSocket socket = new DeadlineSocket(whole);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(candidates.get(i), port), share.millisLeft());
                return socket;
            } catch (IOException e) {
                socket.close();
                failures.add(e);
            }
        }
        throw Failures.mostTelling(failures);
    }
}
