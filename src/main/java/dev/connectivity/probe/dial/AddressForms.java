package dev.connectivity.probe.dial;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The IPv4 addresses that an IPv6 address may lead to: some gateway on the way would unwrap them,
 * so they are checked as well. (Java itself turns {@code ::ffff:1.2.3.4} into an IPv4 address.)
 */
final class AddressForms {

    /**
     * Which four bytes of an address of {@code block} are an IPv4 address; {@code inverted}: as
     * their complement.
     */
    private record Embedding(Cidr block, List<Integer> at, boolean inverted) {

        static Embedding of(String block, Integer... at) {
            return new Embedding(Cidr.parse(block), List.of(at), false);
        }

        InetAddress extract(byte[] from) {
            byte[] ipv4 = new byte[4];
            for (int i = 0; i < ipv4.length; i++) {
                ipv4[i] = (byte) (inverted ? ~from[at.get(i)] : from[at.get(i)]);
            }
            return address(ipv4);
        }
    }

    private static final List<Embedding> EMBEDDINGS =
            List.of(
                    // IPv4-compatible, RFC 4291
                    Embedding.of("::/96", 12, 13, 14, 15),
                    // IPv4-translated, RFC 2765
                    Embedding.of("0:0:0:0:ffff::/96", 12, 13, 14, 15),
                    // NAT64, RFC 6052; and RFC 8215's block, of which prefixes of 48, 56, 64 and 96
                    // bits are cut
                    Embedding.of("64:ff9b::/96", 12, 13, 14, 15),
                    Embedding.of("64:ff9b:1::/48", 12, 13, 14, 15),
                    Embedding.of("64:ff9b:1::/48", 6, 7, 9, 10),
                    Embedding.of("64:ff9b:1::/48", 7, 9, 10, 11),
                    Embedding.of("64:ff9b:1::/48", 9, 10, 11, 12),
                    // 6to4, RFC 3056
                    Embedding.of("2002::/16", 2, 3, 4, 5),
                    // Teredo, RFC 4380: the server, and the client in complement
                    Embedding.of("2001::/32", 4, 5, 6, 7),
                    new Embedding(Cidr.parse("2001::/32"), List.of(12, 13, 14, 15), true));

    private AddressForms() {}

    static Stream<InetAddress> embeddedIn(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Stream.empty();
        }
        byte[] bytes = address.getAddress();
        return Stream.concat(
                EMBEDDINGS.stream()
                        .filter(e -> e.block().contains(address))
                        .map(e -> e.extract(bytes)),
                isatap(bytes));
    }

    /** RFC 5214: any prefix, then {@code 0:5efe} or {@code 200:5efe}, then the IPv4 address. */
    private static Stream<InetAddress> isatap(byte[] b) {
        boolean marked = (b[8] & ~2) == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == (byte) 0xfe;
        return marked
                ? Stream.of(address(new byte[] {b[12], b[13], b[14], b[15]}))
                : Stream.empty();
    }

    private static InetAddress address(byte[] ipv4) {
        try {
            return InetAddress.getByAddress(ipv4);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are always an address", e);
        }
    }
}
