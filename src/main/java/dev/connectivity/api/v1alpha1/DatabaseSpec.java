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
                                + " postgresql://user:password@host:5432/name?sslmode=require or"
                                + " mysql://user:password@host:3306/name.")
                @Nullable SecretKey url,
        @JsonPropertyDescription("Host name or IP address of the server; instead of url.")
                @Pattern(Notation.HOST)
                @Size(min = 1, max = 253)
                @Nullable String host,
        @JsonPropertyDescription(
                        "Port of the server; where absent 5432 for PostgreSQL, 3306 for MySQL. Only"
                                + " with host.")
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
                            + " any certificate), VerifyCA (encrypted, certificate checked) or"
                            + " VerifyFull (encrypted, certificate and host name checked); Require"
                            + " where absent. Only with host: a URL says it by its parameters.")
                @Nullable TlsMode tls,
        @JsonPropertyDescription(
                        "The Secret's key that holds the certificates of the authorities to trust,"
                                + " in PEM; instead of the public ones. For certificates that are"
                                + " checked, with url and with host: a file that a URL names is"
                                + " not ours to read.")
                @Nullable SecretKey ca,
        @JsonPropertyDescription("When the database is asked, and what it must be good for.")
                @Default("{}")
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
        PostgreSQL,
        /** MariaDB too. */
        MySQL
    }

    /**
     * libpq's sslmode values that can be decided without trying twice; only for parts, a URL says
     * it by {@code sslmode}.
     */
    public enum TlsMode {
        Disable,
        Require,
        VerifyCA,
        VerifyFull
    }

    /** What the workload needs the database for. */
    public enum Role {
        ReadWrite,
        /** A replica will do. */
        Any
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

    /** When the database is asked, and what it must be good for. */
    @ValidationRule(
            value =
                    "!has(self.maxLag) || (has(self.role) && self.role == 'Any' &&"
                            + " (!self.maxLag"
                            + Rules.IS_DURATION
                            + " || duration(self.maxLag) >= duration('1s')))",
            message = Demands.MAX_LAG,
            fieldPath = ".maxLag")
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
                    @Nullable String timeout,
            @JsonPropertyDescription(
                            "ReadWrite: it must take writes. Any: a server that is in recovery or"
                                    + " read only will do, as for a workload that only reads.")
                    @Default("ReadWrite")
                    @Nullable Role role,
            @JsonPropertyDescription(
                            "How far a replica may be behind its primary. Only with role Any.")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String maxLag) {}
}
