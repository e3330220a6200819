package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import java.time.Duration;
import java.util.Optional;

/**
 * The database that the workload depends on.
 *
 * @param ca where the authorities are written that its certificate is checked against; empty: those
 *     of the Java runtime
 */
public record Database(
        Engine engine,
        Source source,
        Optional<SecretKey> ca,
        Demand demand,
        Pacing pacing,
        Optional<Pool> pool) {

    /**
     * What it must be good for.
     *
     * @param maxLag how far it may be behind; only where the role is {@code Any}
     */
    public record Demand(Role role, Optional<Duration> maxLag) {

        /** That it takes writes. */
        public static final Demand WRITABLE = new Demand(Role.ReadWrite, Optional.empty());
    }

    /** Where its address and login are written. */
    public sealed interface Source {

        /**
         * A connection URL, as {@code postgresql://user:password@host:5432/name?sslmode=require},
         * in a Secret.
         */
        record Url(SecretKey key) implements Source {}

        /** Address in the policy, login in Secrets. */
        record Parts(
                String host,
                int port,
                String name,
                SecretKey username,
                SecretKey password,
                TlsMode tls)
                implements Source {}
    }
}
