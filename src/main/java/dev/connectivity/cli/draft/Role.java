package dev.connectivity.cli.draft;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;

/** What a variable of the container was taken for. */
sealed interface Role {

    /**
     * It carries the listener's port.
     *
     * @param now as it is, safe to show
     */
    record Carrier(String name, String now) implements Role {}

    /** It is the database's URL, from a Secret. */
    record DatabaseUrlKey(String name, SecretKey key, Engine engine, String basis)
            implements Role {}

    /** It is an address that the workload calls. */
    record Called(String name, String url, boolean cut) implements Role {}

    /** It is left out, and the user should know why. */
    record Left(String name, String why) implements Role {}
}
