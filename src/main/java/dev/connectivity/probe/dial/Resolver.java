package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import java.net.InetAddress;
import java.util.List;

/** Name to addresses. */
@FunctionalInterface
public interface Resolver {

    /**
     * @throws AttemptFailed with one of the reasons that begin with {@code DNS}
     */
    Resolution resolve(Address address, Deadline deadline) throws AttemptFailed;

    /**
     * What a host stands for.
     *
     * @param name the absolute name that has the addresses, in lower case and without a dot at its
     *     end; it differs from the host where the search list completed it. A literal address is
     *     its own name
     * @param addresses at least one
     */
    record Resolution(String name, List<InetAddress> addresses) {}
}
