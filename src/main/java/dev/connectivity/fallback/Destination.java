package dev.connectivity.fallback;

import java.util.List;

/**
 * Where a Service of ours leads.
 *
 * @param side which of the two it is
 * @param port that the addresses listen on
 * @param addresses as texts, each checked; sorted, so that the same set reads the same
 */
public record Destination(Side side, int port, List<String> addresses) {

    /** As many as one slice should name; more than a hundred servers stand behind no stand-in. */
    private static final int MOST = 100;

    /** Written on the Service, so that users read there where it leads. */
    public enum Side {
        Upstream,
        StandIn
    }

    public Destination {
        addresses = addresses.stream().distinct().sorted().limit(MOST).toList();
    }
}
