package dev.connectivity.probe.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts are under way, and whose. Guarded by the tower's lock.
 *
 * <p>An attempt holds about 60 KiB at most (socket buffers, a TLS record each way, its thread's
 * stack), and 10 KiB while it waits for a plain answer; so the usual 2,048 take 20 MiB where all of
 * them hang, and never more than 120. Of n slots, targets that kept theirs for long the last time
 * share n/2; they and those never asked before share 3n/4. So n/4 are always left to targets that
 * answer promptly, at one second each that is 512 attempts a second, and another n/4 to new ones,
 * however many others hang. Where prompt ones begin to hang all at once, they hold what they have
 * for one timeout, and are among the slow ones after it.
 */
final class Slots {

    /** What a target's last attempt says of its next. */
    enum Lane {
        Unproven,
        Prompt,
        Slow
    }

    /**
     * Whose account an attempt is on.
     *
     * @param host with its port
     */
    record Account(Lane lane, String host, String namespace) {}

    private final Caps caps;
    private final int doubtfulCap;
    private final int slowCap;
    private final Map<String, Integer> byHost = new HashMap<>();
    private final Map<String, Integer> byNamespace = new HashMap<>();
    private int all;
    private int doubtful;
    private int slow;

    Slots(Caps caps) {
        this.caps = caps;
        this.doubtfulCap = Math.max(1, caps.total() * 3 / 4);
        this.slowCap = Math.max(1, caps.total() / 2);
    }

    int taken() {
        return all;
    }

    /** False where a cap forbids it. */
    boolean take(Account account) {
        boolean room =
                all < caps.total()
                        && (account.lane() == Lane.Prompt || doubtful < doubtfulCap)
                        && (account.lane() != Lane.Slow || slow < slowCap)
                        && byHost.getOrDefault(account.host(), 0) < caps.perHost()
                        && byNamespace.getOrDefault(account.namespace(), 0) < caps.perNamespace();
        if (room) {
            count(account, 1);
            byHost.merge(account.host(), 1, Integer::sum);
            byNamespace.merge(account.namespace(), 1, Integer::sum);
        }
        return room;
    }

    void free(Account account) {
        count(account, -1);
        byHost.computeIfPresent(account.host(), (_, n) -> less(n));
        byNamespace.computeIfPresent(account.namespace(), (_, n) -> less(n));
    }

    private void count(Account account, int by) {
        all += by;
        doubtful += account.lane() == Lane.Prompt ? 0 : by;
        slow += account.lane() == Lane.Slow ? by : 0;
    }

    /** None at all is no entry, so that the maps hold no more than what is under way. */
    private static @Nullable Integer less(Integer n) {
        return n == 1 ? null : n - 1;
    }
}
