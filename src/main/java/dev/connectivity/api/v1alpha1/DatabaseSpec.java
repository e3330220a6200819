package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

public record DatabaseSpec(
        @Required Engine engine,
        @Nullable SecretKey url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String name,
        @Nullable SecretKey username,
        @Nullable SecretKey password,
        @Nullable TlsMode tls,
        @Nullable ProbeSpec probe,
        @Nullable CircuitSpec circuit) {

    /** Database servers that can be asked. */
    public enum Engine {
        PostgreSQL
    }

    /** libpq's sslmode values that can be decided without trying twice; only for parts, a URL says it by {@code sslmode}. */
    public enum TlsMode {
        Disable,
        Require,
        VerifyFull
    }

    /** One key of one Secret in the policy's own namespace. */
    public record SecretKey(@Required String secret, @Required String key) {}

    /** When the database is asked. */
    public record ProbeSpec(@Nullable String interval, @Nullable String timeout) {}
}
