package dev.connectivity.metrics;

import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.Observation;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who holds the connections of the policies' databases: at most six series by account and six by
 * application for each policy.
 */
final class HolderMeters {

    private final OwnedMeters meters;

    HolderMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /** Changes nothing where the attempt could not tell. */
    void noted(String owner, Observation observation) {
        observation.facts().stream()
                .filter(ConnectionHolders.class::isInstance)
                .map(ConnectionHolders.class::cast)
                .forEach(holders -> show(owner, holders));
    }

    private void show(String owner, ConnectionHolders holders) {
        meters.showOnly(
                owner,
                "connectivity.database.user.connections",
                "Client connections at the database server by account, those of the largest ones",
                tagged("user", holders.users()));
        meters.showOnly(
                owner,
                "connectivity.database.application.connections",
                "Client connections at the database server by what clients call themselves, those"
                        + " of the largest ones",
                tagged("application", holders.applications()));
    }

    private static Map<Tags, Integer> tagged(String key, Map<String, Integer> numbers) {
        return numbers.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                it -> Tags.of(OwnedMeters.DEPENDENCY, "database", key, it.getKey()),
                                Map.Entry::getValue));
    }
}
