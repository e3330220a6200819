package dev.connectivity.testing;

import static dev.connectivity.testing.ProbeFixtures.openGuard;

import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Resolver;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** An address of this machine as others know it: some servers treat loopback apart. */
public final class OutsideAddress {

    private OutsideAddress() {}

    public static InetAddress get() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(it -> it.getAddress().length == 4 && !it.isLoopbackAddress())
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "This test needs an IPv4 address that is not"
                                                    + " loopback."));
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every name has it. */
    public static Dialer dialer() {
        Resolver resolver =
                (address, deadline) -> new Resolver.Resolution(address.host(), List.of(get()));
        return new Dialer(resolver, openGuard());
    }
}
