package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.dial.Hosts;
import dev.connectivity.probe.dial.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Names as this machine's own programs resolve them, hosts file and search domains included. Why
 * one has no address the system does not tell: {@code why} does.
 */
record SystemNames(Resolver why) implements Resolver {

    @Override
    public Resolution resolve(Address address, Deadline deadline) throws AttemptFailed {
        String host = address.host();
        // Of a namespace: as its pods would resolve it.
        if (!address.namespace().equals(Address.NOBODY) || !Hosts.isName(host)) {
            return why.resolve(address, deadline);
        }
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(host));
            if (deadline.passed()) {
                throw new AttemptFailed(Reason.DNSTimeout, address.display());
            }
            return new Resolution(host.toLowerCase(Locale.ROOT), found);
        } catch (UnknownHostException _) {
            return why.resolve(address, deadline);
        }
    }
}
