package dev.connectivity.watch;

import dev.connectivity.metrics.ConnectionMeters;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact.ConnectionUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the connections of each policy's database were used when an attempt could last tell, by
 * policy UID. Kept while attempts fail: a server without a free connection can tell nobody. One
 * small record for each policy with a database.
 */
@ApplicationScoped
class ConnectionUses {

    private static final int PERCENT = 100;

    /** Of the usable connections; at the one it is told, at the other it is no longer. */
    private static final int NEARLY_ALL = 90;

    private static final int ENOUGH_LEFT = 80;

    private final Map<String, ServerUse> byPolicy = new ConcurrentHashMap<>();
    private final ConnectionMeters meters;

    ConnectionUses(ConnectionMeters meters) {
        this.meters = meters;
    }

    /** Whether something changed that a finding may speak of. */
    boolean note(String uid, Address server, ConnectionUse use) {
        Optional<ServerUse> before = at(uid, server);
        ServerUse now =
                new ServerUse(
                        server, use, nearlyExhausted(use, before.map(ServerUse::nearlyExhausted)));
        byPolicy.put(uid, now);
        meters.used(uid, use);
        return before.filter(it -> readsAs(it, now)).isEmpty();
    }

    private static boolean nearlyExhausted(ConnectionUse use, Optional<Boolean> before) {
        int percent = before.orElse(false) ? ENOUGH_LEFT : NEARLY_ALL;
        return (long) use.used() * PERCENT >= (long) use.usable() * percent;
    }

    private static boolean readsAs(ServerUse one, ServerUse other) {
        return one.use().max() == other.use().max()
                && one.use().reserved() == other.use().reserved()
                && one.nearlyExhausted() == other.nearlyExhausted();
    }

    /** Of this server; what was seen at another is forgotten. */
    Optional<ServerUse> at(String uid, Address server) {
        return Optional.ofNullable(byPolicy.get(uid)).filter(it -> it.server().equals(server));
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }
}
