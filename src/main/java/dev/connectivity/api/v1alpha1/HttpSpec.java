package dev.connectivity.api.v1alpha1;

import static dev.connectivity.api.v1alpha1.Rules.IS_DURATION;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request, and which answers are good: single codes or ranges, as {@code 200} or {@code
 * 200-399}, and what else is demanded of them.
 */
@ValidationRule(
        value =
                "!has(self.status) || self.status.all(it, !it.matches('^[0-9]{3}-[0-9]{3}$')"
                        + " || it.substring(0, 3) <= it.substring(4))",
        message = Demands.STATUS_ORDER,
        fieldPath = ".status")
@ValidationRule(
        value =
                "!has(self.headers) || self.headers.all(a, self.headers.exists_one(b,"
                        + " b.name.lowerAscii() == a.name.lowerAscii()))",
        message = Demands.UNIQUE_HEADERS,
        fieldPath = ".headers")
@ValidationRule(
        value = "!has(self.body) || !has(self.method) || self.method == 'GET'",
        message = Demands.BODY_OF_GET,
        fieldPath = ".body")
@ValidationRule(
        value =
                "!has(self.maxLatency) || !self.maxLatency"
                        + IS_DURATION
                        + " || duration(self.maxLatency) >= duration('1ms')",
        message = Demands.MAX_LATENCY,
        fieldPath = ".maxLatency")
public record HttpSpec(
        @JsonPropertyDescription("Method of the request.") @Default("GET") @Nullable Method method,
        @JsonPropertyDescription(
                        "Header fields of the request, besides those that the connection needs.")
                @Size(max = 16)
                @Nullable List<HeaderSpec> headers,
        @JsonPropertyDescription(
                        "Status codes that are good: single ones or ranges, inclusive at both"
                                + " ends.")
                @Default("[\"200-399\"]")
                @Size(min = 1, max = 16)
                @Nullable List<@Pattern(Notation.STATUS) @Size(max = 7) String> status,
        @JsonPropertyDescription("What the answer's header fields must be like.") @Size(max = 16)
                @Nullable List<HeaderDemandSpec> responseHeaders,
        @JsonPropertyDescription(
                        "What the first 64 KiB of the answer's body must be like. Only whether they"
                                + " are is ever shown.")
                @Nullable BodySpec body,
        @JsonPropertyDescription(
                        "How many redirects are followed, each checked as the URL is; a further one"
                                + " fails. 0: a redirect is an answer like others.")
                @Default("0")
                @Min(0)
                @Max(5)
                @Nullable Integer followRedirects,
        @JsonPropertyDescription(
                        "How long a good answer may take, from the name's resolution to its last"
                                + " byte that is read; less than the timeout.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String maxLatency) {

    /** Methods without effect on the upstream. */
    public enum Method {
        GET,
        HEAD,
        OPTIONS
    }

    /** One header field of the request. */
    @ValidationRule(
            value = "has(self.value) != has(self.valueFrom)",
            message = Demands.HEADER_VALUE)
    @ValidationRule(
            value = "!self.name.matches('" + Demands.CONNECTION_HEADERS + "')",
            message = Demands.HEADER_NAME,
            fieldPath = ".name")
    public record HeaderSpec(
            @JsonPropertyDescription(
                            "Name of the field. Not one of those that govern the connection; Host"
                                    + " replaces the URL's.")
                    @Required
                    @Pattern(Notation.HEADER)
                    @Size(min = 1, max = 64)
                    String name,
            @JsonPropertyDescription("Its value, for everybody to read; or valueFrom.")
                    @Pattern(Notation.HEADER_VALUE)
                    @Size(max = 1024)
                    @Nullable String value,
            @JsonPropertyDescription("The Secret's key that holds its value; or value.")
                    @Nullable SecretKey valueFrom) {}

    /** What the body must be like. */
    @ValidationRule(
            value =
                    "[has(self.contains), has(self.notContains), has(self.matches)]"
                            + ".exists_one(it, it)",
            message = Demands.BODY_DEMAND)
    @ValidationRule(
            value = "!has(self.matches) || !self.matches.contains('{')",
            message = Demands.BODY_EXPRESSION,
            fieldPath = ".matches")
    public record BodySpec(
            @JsonPropertyDescription("Text that it must contain.") @Size(min = 1, max = 256)
                    @Nullable String contains,
            @JsonPropertyDescription("Text that it must not contain.") @Size(min = 1, max = 256)
                    @Nullable String notContains,
            @JsonPropertyDescription(
                            "Regular expression (RE2) that must match somewhere in it; without"
                                    + " counted repetitions, so without braces.")
                    @Size(min = 1, max = 256)
                    @Nullable String matches) {}

    /** What one header field of the answer must be like; letters' case is ignored. */
    @ValidationRule(
            value =
                    "[has(self.presence), has(self.equals), has(self.contains),"
                            + " has(self.notContains)].exists_one(it, it)",
            message = Demands.HEADER_DEMAND)
    public record HeaderDemandSpec(
            @JsonPropertyDescription("Name of the field.")
                    @Required
                    @Pattern(Notation.HEADER)
                    @Size(min = 1, max = 64)
                    String name,
            @JsonPropertyDescription("Whether it must be there.") @Nullable Presence presence,
            @JsonPropertyDescription("A value that it must have.")
                    @Pattern(Notation.HEADER_VALUE)
                    @Size(max = 256)
                    @Nullable String equals,
            @JsonPropertyDescription("Text that one of its values must contain.")
                    @Pattern(Notation.HEADER_VALUE)
                    @Size(min = 1, max = 256)
                    @Nullable String contains,
            @JsonPropertyDescription(
                            "Text that none of its values may contain; good where the field is"
                                    + " absent.")
                    @Pattern(Notation.HEADER_VALUE)
                    @Size(min = 1, max = 256)
                    @Nullable String notContains) {

        /** Whether a field must be there. */
        public enum Presence {
            Present,
            Absent
        }
    }
}
