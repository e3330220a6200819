package dev.connectivity.diagnose.pool;

import dev.connectivity.probe.Fact.ConnectionUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How many connections a workload may hold at a server.
 *
 * <p>Its share is a percentage of the usable ones: what the server accepts, less what it reserves
 * for privileged logins. What the neighbours of the namespace leave free counts up to that share;
 * but where their shares together are more than everything, each has its part of it in any case, so
 * that nobody can be squeezed out by another's growth. Other namespaces never make it smaller:
 * theirs is not ours to weigh.
 */
record ConnectionBudget(ConnectionUse server, BigDecimal share, List<Neighbour> neighbours) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    int usable() {
        return server.usable();
    }

    /** Connections that the workload may hold. */
    int allowance() {
        int free = usable() - demandNearby();
        return Math.max(part(), Math.min(ofUsable(share, ALL), free));
    }

    /** Whether neighbours take from the share. */
    boolean isShared() {
        return allowance() < ofUsable(share, ALL);
    }

    /** What the policies of the namespace may open, this one's left out. */
    int demandNearby() {
        return neighbours.stream()
                .filter(Neighbour::sameNamespace)
                .mapToInt(Neighbour::demand)
                .sum();
    }

    /** What policies of other namespaces may open. */
    int demandElsewhere() {
        return neighbours.stream()
                .filter(it -> !it.sameNamespace())
                .mapToInt(Neighbour::demand)
                .sum();
    }

    long countNearby() {
        return neighbours.stream().filter(Neighbour::sameNamespace).count();
    }

    long countElsewhere() {
        return neighbours.size() - countNearby();
    }

    private int part() {
        BigDecimal claimed =
                neighbours.stream()
                        .filter(Neighbour::sameNamespace)
                        .map(Neighbour::share)
                        .reduce(share, BigDecimal::add);
        return ofUsable(share, claimed.max(ALL));
    }

    private int ofUsable(BigDecimal part, BigDecimal whole) {
        return BigDecimal.valueOf(usable())
                .multiply(part)
                .divide(whole, 0, RoundingMode.FLOOR)
                .intValue();
    }

    /** {@code 29: 80 % of the server's 37 usable ones (40, less 3 reserved)}. */
    String display() {
        String text =
                "%d: %s %% of the server's %d usable ones (%d, less %d reserved)"
                        .formatted(
                                allowance(),
                                share.toPlainString(),
                                usable(),
                                server.max(),
                                server.reserved());
        return isShared()
                ? text
                        + ", shared with %d more policies of this namespace that may open %d"
                                .formatted(countNearby(), demandNearby())
                : text;
    }
}
