package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import java.net.InetAddress;

/**
 * One address that may be connected to: only this package makes them, once they were checked or
 * come from this machine's own configuration.
 */
public final class Endpoint {

    private final Address address;
    private final InetAddress checked;

    Endpoint(Address address, InetAddress checked) {
        this.address = address;
        this.checked = checked;
    }

    /** As it was asked for, not as it was resolved. */
    public Address address() {
        return address;
    }

    InetAddress checked() {
        return checked;
    }

    /** Whether {@code other}, a literal address and a port, is this one. */
    public boolean is(Address other) {
        return other.port() == address.port()
                && Hosts.literal(other.host()).filter(checked::equals).isPresent();
    }
}
