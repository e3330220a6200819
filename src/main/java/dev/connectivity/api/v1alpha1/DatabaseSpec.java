package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

@ValidationRule(
        value =
                "!has(self.url) || !(has(self.host) || has(self.port) || has(self.name)"
                        + " || has(self.username) || has(self.password) || has(self.tls))",
        message = Demands.URL_OR_PARTS)
@ValidationRule(
        value =
                "has(self.url) || (has(self.host) && has(self.name) && has(self.username)"
                        + " && has(self.password))",
        message = Demands.COMPLETE_PARTS)
public record DatabaseSpec(
        @JsonPropertyDescription("The kind of server.") @Required Engine engine,
        @JsonPropertyDescription(
                        "The Secret's key that holds the connection URL, as in"
                                + " postgresql://user:password@host:5432/name?sslmode=require.")
                @Nullable SecretKey url,
        @JsonPropertyDescription("Host name or IP address of the server; instead of url.")
                @Pattern(Notation.HOST)
                @Size(min = 1, max = 253)
                @Nullable String host,
        @JsonPropertyDescription("Port of the server; 5432 where absent. Only with host.")
                @Min(1)
                @Max(65535)
                @Nullable Integer port,
        @JsonPropertyDescription("Name of the database. Only with host.")
                @Pattern(Notation.DATABASE_NAME)
                @Size(min = 1, max = 63)
                @Nullable String name,
        @JsonPropertyDescription("The Secret's key that holds the user name. Only with host.")
                @Nullable SecretKey username,
        @JsonPropertyDescription("The Secret's key that holds the password. Only with host.")
                @Nullable SecretKey password,
        @JsonPropertyDescription(
                        "How the connection is protected: Disable (not at all), Require (encrypted,"
                            + " any certificate) or VerifyFull (encrypted, certificate and host"
                            + " name checked); Require where absent. Only with host: a URL says it"
                            + " by sslmode.")
                @Nullable TlsMode tls,
        @JsonPropertyDescription("When the database is asked.") @Default("{}")
                @Nullable ProbeSpec probe,
        @JsonPropertyDescription(
                        "When the database is given up for a while, and when it is trusted again.")
                @Default("{}")
                @Nullable CircuitSpec circuit,
        @JsonPropertyDescription(
                        "How the workload's connection pools are sized, so that together they stay"
                                + " within what the server accepts. Left alone where absent.")
                @Nullable PoolSpec pool) {

    /** Database servers that can be asked. */
    public enum Engine {
        PostgreSQL
    }

    /**
     * libpq's sslmode values that can be decided without trying twice; only for parts, a URL says
     * it by {@code sslmode}.
     */
    public enum TlsMode {
        Disable,
        Require,
        VerifyFull
    }

    /** One key of one Secret in the policy's own namespace. */
    public record SecretKey(
            @JsonPropertyDescription(
                            "Name of the Secret, in the policy's own namespace; it must be listed"
                                    + " in spec.secrets.")
                    @Required
                    @Pattern(Notation.SUBDOMAIN)
                    @Size(min = 1, max = 253)
                    String secret,
            @JsonPropertyDescription("Key in the Secret's data.")
                    @Required
                    @Pattern(Notation.SECRET_KEY)
                    @Size(min = 1, max = 253)
                    String key) {}

    /** When the database is asked. */
    @ValidationRule(
            value = Rules.INTERVAL_IN_RANGE,
            message = Demands.INTERVAL,
            fieldPath = ".interval")
    @ValidationRule(
            value = Rules.TIMEOUT_LONG_ENOUGH,
            message = Demands.TIMEOUT,
            fieldPath = ".timeout")
    @ValidationRule(
            value = Rules.TIMEOUT_WITHIN_INTERVAL,
            message = Demands.TIMEOUT_WITHIN_INTERVAL,
            fieldPath = ".timeout")
    public record ProbeSpec(
            @JsonPropertyDescription(
                            "Time from one attempt to the next; while the database is down it is"
                                    + " asked every second.")
                    @Default("10s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String interval,
            @JsonPropertyDescription("How long one attempt may take, login and query included.")
                    @Default("5s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String timeout) {}
}
