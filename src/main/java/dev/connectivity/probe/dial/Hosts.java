package dev.connectivity.probe.dial;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells host names from literal addresses. */
public final class Hosts {

    private static final int LONGEST_NAME = 253;
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LABEL + "\\.?");

    /** {@code 127.1}, {@code 0x7f000001} and their like, which some resolvers read as addresses. */
    private static final Pattern NUMBER_AT_END =
            Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final Pattern ADDRESS_MARK = Pattern.compile("[%@:/\\\\\\[\\]]");

    private Hosts() {}

    /**
     * Neither a name nor an address, but something that another reader might take for an address:
     * decimal, octal and hexadecimal spellings, zones, user information.
     */
    static boolean isDisguised(String host) {
        return literal(host).isEmpty()
                && (NUMBER_AT_END.matcher(host).matches() || ADDRESS_MARK.matcher(host).find());
    }

    /** Four decimal numbers, or IPv6 without a zone; no other spelling counts as an address. */
    public static Optional<InetAddress> literal(String host) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)
                || host.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(host)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }

    public static boolean isName(String host) {
        return host.length() <= LONGEST_NAME
                && NAME.matcher(host).matches()
                && !NUMBER_AT_END.matcher(host).matches();
    }

    /** Lower case, without the dot that makes a name absolute. */
    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
