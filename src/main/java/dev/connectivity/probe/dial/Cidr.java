package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses, as {@code 10.0.0.0/8}. */
public record Cidr(InetAddress network, int prefix) {

    /**
     * @throws IllegalArgumentException saying how to write it
     */
    public static Cidr parse(String text) {
        String[] parts = text.strip().split("/", -1);
        InetAddress network = Hosts.literal(parts[0]).orElseThrow(() -> malformed(text));
        int bits = network.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : number(parts[1], text);
        if (parts.length > 2 || prefix > bits) {
            throw malformed(text);
        }
        return new Cidr(network, prefix);
    }

    private static int number(String prefix, String text) {
        if (!prefix.matches("[0-9]{1,3}")) {
            throw malformed(text);
        }
        return Integer.parseInt(prefix);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a block of addresses: write it as 10.0.0.0/8 or fd00::/8");
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        if (mine.length != other.length || !Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int shift = Byte.SIZE - rest;
        return rest == 0 || (mine[whole] & 0xff) >> shift == (other[whole] & 0xff) >> shift;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
