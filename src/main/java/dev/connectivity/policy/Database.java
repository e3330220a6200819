package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import java.util.Optional;

/** The database that the workload depends on. */
public record Database(Engine engine, Source source, Pacing pacing, Optional<Pool> pool) {

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
