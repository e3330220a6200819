package dev.connectivity.api.v1alpha1;

import static dev.connectivity.api.v1alpha1.Rules.AUTHORITY;
import static dev.connectivity.api.v1alpha1.Rules.IS_DURATION;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

// Each rule on the URL holds where an earlier one fails, so that a user reads one complaint at a
// time.
@ValidationRule(
        value = "self.url.matches('^(" + Notation.SCHEMES + ")://')",
        message = Demands.SCHEME,
        fieldPath = ".url")
@ValidationRule(
        value = "!self.url.matches('^[^/?#]*//[^/?#]*@')",
        message = Demands.USER_INFO,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.matches('^("
                        + Notation.SCHEMES
                        + ")://') || self.url.matches('^[a-z]+://[^/?#]*@')"
                        + " || self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + "([:/?#]|$)') || self.url.startsWith('dns://')",
        message = Demands.URL_HOST,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + ":') || self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + ":"
                        + Rules.PORT_NUMBER
                        + "([/?#]|$)') || self.url.startsWith('dns://')",
        message = Demands.URL_PORT,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.matches('^("
                        + Notation.SCHEMES_WITH_PORT
                        + ")"
                        + AUTHORITY
                        + "([/?#]|$)')",
        message = Demands.URL_NEEDS_PORT,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.matches('^("
                        + Notation.SCHEMES_WITHOUT_PATH
                        + ")"
                        + AUTHORITY
                        + "(:[0-9]*)?[/?#]') && !self.url.matches('^dns://[^/?#@]*[/?#]')",
        message = Demands.URL_WITHOUT_PATH,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.startsWith('dns://') || self.url.matches('^[^/?#]*//[^/?#]*[@/?#]')"
                        + " || (self.url.matches('^dns://"
                        + Notation.DNS_NAME
                        + "$') && !self.url.matches('[/.][0-9]+$'))",
        message = Demands.DNS_NAME,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + "(:[0-9]*)?([/?#]|$)') || self.url.matches('^("
                        + Notation.SCHEMES_WITHOUT_PATH
                        + "|"
                        + Notation.SCHEMES_WITH_VIRTUAL_HOST
                        + ")://') || self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + "(:[0-9]*)?([/?]([-A-Za-z0-9._~:/?@!$&()*+,;=]|%[0-9A-Fa-f]{2})*)?$')",
        message = Demands.URL_PATH,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!has(self.probe) || !has(self.probe.tls) || !has(self.probe.tls.startTls)"
                        + " || self.url.startsWith('tls://')",
        message = Demands.START_TLS,
        fieldPath = ".probe.tls.startTls")
@ValidationRule(
        value =
                "!has(self.probe) || !has(self.probe.http) || !has(self.probe.http.version)"
                        + " || self.probe.http.version == 'HTTP1' || !self.url.matches('^("
                        + Notation.SCHEMES
                        + ")://') || self.url.matches('^https?://')",
        message = Demands.HTTP_VERSION,
        fieldPath = ".probe.http.version")
@ValidationRule(
        value =
                "!self.url.matches('^("
                        + Notation.SCHEMES_WITH_VIRTUAL_HOST
                        + ")"
                        + AUTHORITY
                        + "(:[0-9]*)?([/?#]|$)') || self.url.matches('^[a-z]+"
                        + AUTHORITY
                        + "(:[0-9]*)?"
                        + Notation.VIRTUAL_HOST
                        + "$')",
        message = Demands.VIRTUAL_HOST,
        fieldPath = ".url")
@ValidationRule(
        value =
                "!has(self.probe) || !has(self.probe.login) || !self.url.matches('^("
                        + Notation.SCHEMES
                        + ")://') || self.url.matches('^("
                        + Notation.SCHEMES_WITH_LOGIN
                        + ")://')",
        message = Demands.LOGIN_SCHEME,
        fieldPath = ".probe.login")
@ValidationRule(
        value =
                "!has(self.probe) || !has(self.probe.login) || has(self.probe.login.username)"
                        + " || !self.url.matches('^("
                        + Notation.SCHEMES_WITH_USERNAME
                        + ")://')",
        message = Demands.LOGIN_USERNAME,
        fieldPath = ".probe.login")
@ValidationRule(
        value =
                "!has(self.fallback) || self.fallback.type != 'Service'"
                        + " || self.url.startsWith('http://') || self.url.startsWith('tcp://')",
        message = Demands.FALLBACK_SCHEME,
        fieldPath = ".fallback.type")
public record UpstreamSpec(
        @JsonPropertyDescription("Name of the upstream in status, events and metrics.")
                @Required
                @Pattern(Notation.LABEL)
                @Size(min = 1, max = 63)
                String name,
        @JsonPropertyDescription(
                        "Address of the upstream. The scheme decides how it is asked; see the"
                                + " manual for what each does. No user information.")
                @Required
                @Size(min = 1, max = 1024)
                String url,
        @JsonPropertyDescription(
                        "Required: without it UpstreamsReachable turns False. Optional: it is"
                                + " watched and reported only.")
                @Default("Required")
                @Nullable Importance importance,
        @JsonPropertyDescription("When and how the upstream is asked.") @Default("{}")
                @Nullable ProbeSpec probe,
        @JsonPropertyDescription("How a failed attempt is repeated before the next interval.")
                @Default("{}")
                @Nullable RetrySpec retry,
        @JsonPropertyDescription(
                        "When the upstream is given up for a while, and when it is trusted again.")
                @Default("{}")
                @Nullable CircuitSpec circuit,
        @JsonPropertyDescription(
                        "What takes the upstream's place from when its circuit opens until it has"
                                + " been closed for a while.")
                @Nullable FallbackSpec fallback) {

    /** Whether UpstreamsReachable turns False without it. */
    public enum Importance {
        Required,
        Optional
    }

    /** When and how the upstream is asked. */
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
    @ValidationRule(
            value = Rules.MAX_LATENCY_WITHIN_TIMEOUT,
            message = Demands.MAX_LATENCY,
            fieldPath = ".http.maxLatency")
    public record ProbeSpec(
            @JsonPropertyDescription("Time from one first attempt to the next.")
                    @Default("15s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String interval,
            @JsonPropertyDescription(
                            "How long one attempt may take, from the name's resolution to the"
                                    + " answer.")
                    @Default("10s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String timeout,
            @JsonPropertyDescription(
                            "The request, and which answers are good; of effect for http and"
                                    + " https, and headers and maxLatency also for ws and wss.")
                    @Default("{}")
                    @Nullable HttpSpec http,
            @JsonPropertyDescription("How TLS is spoken; of no effect for schemes without TLS.")
                    @Default("{}")
                    @Nullable TlsSpec tls,
            @JsonPropertyDescription(
                            "What is asked of which name server; of no effect for schemes other"
                                    + " than dns.")
                    @Nullable DnsSpec dns,
            @JsonPropertyDescription("What a gRPC server is asked; of no effect for others.")
                    @Nullable GrpcSpec grpc,
            @JsonPropertyDescription(
                            "With what to log in; only for URLs of redis, amqp, kafka and nats.")
                    @Nullable LoginSpec login) {}

    /** How a failed attempt is repeated before the next interval. */
    @ValidationRule(
            value =
                    "!has(self.backoff) || !self.backoff"
                            + IS_DURATION
                            + " || duration(self.backoff) >= duration('100ms')",
            message = Demands.BACKOFF,
            fieldPath = ".backoff")
    @ValidationRule(
            value =
                    "!has(self.backoff) || !self.backoff"
                            + IS_DURATION
                            + " || !has(self.maxBackoff) || !self.maxBackoff"
                            + IS_DURATION
                            + " || (duration(self.maxBackoff) >= duration(self.backoff)"
                            + " && duration(self.maxBackoff) <= duration('1h'))",
            message = Demands.MAX_BACKOFF,
            fieldPath = ".maxBackoff")
    public record RetrySpec(
            @JsonPropertyDescription("Attempts after the first one.") @Default("3") @Min(0) @Max(10)
                    @Nullable Integer limit,
            @JsonPropertyDescription(
                            "Longest wait before the second attempt; it doubles with each further"
                                    + " one, and the wait is a random part of it.")
                    @Default("1s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String backoff,
            @JsonPropertyDescription("Where the doubling ends.")
                    @Default("8s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String maxBackoff) {}
}
