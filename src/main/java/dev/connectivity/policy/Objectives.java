package dev.connectivity.policy;

import java.time.Duration;

/**
 * What is good enough.
 *
 * @param databaseRecovery longest time from the first failed attempt at the database to the first
 *     good one
 */
public record Objectives(Duration databaseRecovery) {

    /** Of a policy that says nothing of them. */
    public static final Objectives DEFAULT = new Objectives(Duration.ofSeconds(30));
}
