package dev.connectivity.judge.objective;

import java.util.HashMap;
import java.util.Map;

/**
 * Accounts as bytes and back: a restart must not forget what a month has counted.
 *
 * <p>The size: of each account at most 347 buckets x 5 counts, each as its difference from the
 * bucket before, in 1 byte where they are alike; then packed. What always answers takes about 100
 * bytes, what fails at random half of the time 1,100; so 1,000 accounts take 100 kB to 1.1 MB. What
 * would be larger than it may be leaves the finest rings out, of all accounts alike: their burn
 * rates begin anew after a restart, budgets do not.
 */
public final class Snapshot {

    private static final int VERSION = 1;

    private Snapshot() {}

    /**
     * @param leftOut rings that found no room
     */
    public record Written(byte[] bytes, int leftOut) {}

    /**
     * By the policy's UID and the dependency. Two with the same counts are the same bytes only if
     * they are in the same order.
     *
     * @param most bytes; exceeded only where the coarsest ring alone needs more
     */
    public static Written write(Map<String, Map<String, Account>> accounts, int most) {
        for (int leftOut = 0; ; leftOut++) {
            byte[] packed = packed(accounts, leftOut);
            if (packed.length <= most || leftOut == Resolution.SIX_HOURS.ordinal()) {
                return new Written(packed, leftOut);
            }
        }
    }

    private static byte[] packed(Map<String, Map<String, Account>> accounts, int leftOut) {
        Writer out = new Writer();
        out.number(VERSION);
        out.number(accounts.size());
        accounts.forEach(
                (uid, ofPolicy) -> {
                    out.text(uid);
                    out.number(ofPolicy.size());
                    ofPolicy.forEach(
                            (dependency, account) -> {
                                out.text(dependency);
                                account.write(out, leftOut);
                            });
                });
        return out.packed();
    }

    /** Empty of what this version did not write. */
    public static Map<String, Map<String, Account>> read(byte[] bytes) {
        try {
            Reader in = new Reader(bytes);
            return in.number() == VERSION ? policies(in) : Map.of();
        } catch (Reader.Malformed notOurs) {
            return Map.of();
        }
    }

    private static Map<String, Map<String, Account>> policies(Reader in) {
        Map<String, Map<String, Account>> accounts = new HashMap<>();
        for (long policies = in.number(); policies > 0; policies--) {
            String uid = in.text();
            Map<String, Account> ofPolicy = new HashMap<>();
            for (long dependencies = in.number(); dependencies > 0; dependencies--) {
                String dependency = in.text();
                ofPolicy.put(dependency, Account.read(in));
            }
            accounts.put(uid, ofPolicy);
        }
        return accounts;
    }
}
