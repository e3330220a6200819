package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// The names in custom are checked by the operator alone: a map's keys have no bound that the API
// server knows of, and an expression over them would be too costly.
@ValidationRule(
        value = "(self.framework == 'Custom') == (has(self.custom) && size(self.custom) > 0)",
        message = Demands.CUSTOM_POOL,
        fieldPath = ".custom")
@ValidationRule(
        value = "!has(self.env) || self.framework in ['Prisma', 'Rails']",
        message = Demands.POOL_ENV,
        fieldPath = ".env")
@ValidationRule(
        value = "!has(self.env) || !self.env.matches('" + Demands.CODE_VARIABLES + "')",
        message = Demands.HARMLESS_POOL_VARIABLE,
        fieldPath = ".env")
@ValidationRule(
        value = "!has(self.connectTimeout) || " + Rules.CONNECT_TIMEOUT_IN_RANGE,
        message = Demands.POOL_TIMEOUT,
        fieldPath = ".connectTimeout")
@ValidationRule(
        value = "!has(self.acquireTimeout) || " + Rules.ACQUIRE_TIMEOUT_IN_RANGE,
        message = Demands.POOL_TIMEOUT,
        fieldPath = ".acquireTimeout")
public record PoolSpec(
        @JsonPropertyDescription(
                        "What opens the connections: it decides which variables carry the pool's"
                                + " size and timeouts.")
                @Required
                Framework framework,
        @JsonPropertyDescription(
                        "The container's variable that holds the connection URL; DATABASE_URL where"
                                + " absent. Only with Prisma and Rails, which read their pool from"
                                + " the URL.")
                @Pattern(Notation.VARIABLE)
                @Size(min = 1, max = 63)
                @Nullable String env,
        @JsonPropertyDescription(
                        "How many connections each pod opens at most, where the server can bear it;"
                                + " where absent, what the variables say, else the framework's own"
                                + " number.")
                @Min(1)
                @Max(10000)
                @Nullable Integer size,
        @JsonPropertyDescription(
                        "Percent of the server's usable connections that are meant for this"
                                + " workload; the rest is headroom.")
                @Default("80")
                @Pattern(Notation.SHARE)
                @Size(max = 8)
                @Nullable String share,
        @JsonPropertyDescription("How long opening a connection may take; left alone where absent.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String connectTimeout,
        @JsonPropertyDescription(
                        "How long the application waits for a free connection of the pool; left"
                                + " alone where absent.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String acquireTimeout,
        @JsonPropertyDescription(
                        "With Custom: the variables that carry the settings, by name, and their"
                                + " values, in which {poolSize}, {connectTimeoutSeconds},"
                                + " {connectTimeoutMillis}, {acquireTimeoutSeconds} and"
                                + " {acquireTimeoutMillis} stand for the numbers.")
                @Size(max = 8)
                @Nullable
                        Map<String, @Pattern(Notation.POOL_VALUE) @Size(min = 1, max = 128) String>
                        custom) {

    /** What opens the connections. */
    public enum Framework {
        Prisma,
        SpringBoot,
        Quarkus,
        Rails,
        Django,
        SQLAlchemy,
        NodePostgres,
        Libpq,
        Custom
    }
}
