package dev.connectivity.probe;

/**
 * Where to connect.
 *
 * @param host a name or a literal address, without brackets
 * @param namespace whose search list short names are completed with, and whose pods may be asked
 */
public record Address(String host, int port, String namespace) {

    /** {@code host:port}, an IPv6 address in brackets. */
    public String display() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
