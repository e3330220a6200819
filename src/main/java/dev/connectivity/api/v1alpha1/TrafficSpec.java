package dev.connectivity.api.v1alpha1;

import static dev.connectivity.api.v1alpha1.Rules.IS_DURATION;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connectivity.api.v1alpha1.UpstreamSpec.RetrySpec;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mesh or a gateway is told of the policy, in resources of its own kinds. */
@ValidationRule(
        value = "(self.provider == 'EnvoyGateway') == (has(self.routes) && size(self.routes) > 0)",
        message = Demands.TRAFFIC_ROUTES,
        fieldPath = ".routes")
@ValidationRule(
        value =
                "self.provider == 'EnvoyGateway' || (!has(self.timeout)"
                        + " && !has(self.requestTimeout) && !has(self.retry)"
                        + " && !has(self.circuit))",
        message = Demands.TRAFFIC_OF_ROUTES,
        fieldPath = ".provider")
@ValidationRule(
        value =
                "!has(self.connectTimeout) || !self.connectTimeout"
                        + IS_DURATION
                        + " || (duration(self.connectTimeout) >= duration('100ms')"
                        + " && duration(self.connectTimeout) <= duration('1m'))",
        message = Demands.TRAFFIC_CONNECT_TIMEOUT,
        fieldPath = ".connectTimeout")
@ValidationRule(
        value =
                "!has(self.timeout) || !self.timeout"
                        + IS_DURATION
                        + " || (duration(self.timeout) >= duration('100ms')"
                        + " && duration(self.timeout) <= duration('24h'))",
        message = Demands.TRAFFIC_TIMEOUT,
        fieldPath = ".timeout")
@ValidationRule(
        value =
                "!has(self.requestTimeout) || !self.requestTimeout"
                        + IS_DURATION
                        + " || (duration(self.requestTimeout) >= duration('100ms')"
                        + " && duration(self.requestTimeout) <= duration('24h')"
                        + " && (!has(self.timeout) || !self.timeout"
                        + IS_DURATION
                        + " || duration(self.requestTimeout) >= duration(self.timeout)))",
        message = Demands.TRAFFIC_REQUEST_TIMEOUT,
        fieldPath = ".requestTimeout")
public record TrafficSpec(
        @JsonPropertyDescription(
                        "Istio: a DestinationRule, and where it has an effect a VirtualService and"
                                + " a ServiceEntry, for each upstream. EnvoyGateway: a"
                                + " BackendTrafficPolicy for the routes that lead to the workload.")
                @Required
                Provider provider,
        @JsonPropertyDescription(
                        "With EnvoyGateway: names of the HTTPRoutes that lead to the workload, in"
                                + " the policy's own namespace.")
                @Size(max = 16)
                @Nullable List<@Pattern(Notation.SUBDOMAIN) @Size(min = 1, max = 253) String>
                        routes,
        @JsonPropertyDescription("How long a connection may take to be made, in each try.")
                @Default("2s")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String connectTimeout,
        @JsonPropertyDescription(
                        "With EnvoyGateway: how long each try may take until its answer begins;"
                                + " with Istio it is the upstream's probe.timeout.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String timeout,
        @JsonPropertyDescription(
                        "With EnvoyGateway: how long a request may take to the end of its answer,"
                                + " tries and waits included.")
                @Pattern(Notation.DURATION)
                @Size(max = 32)
                @Nullable String requestTimeout,
        @JsonPropertyDescription(
                        "With EnvoyGateway: how a request is repeated that did not reach a pod;"
                                + " with Istio it is the upstream's retry.")
                @Nullable RetrySpec retry,
        @JsonPropertyDescription(
                        "With EnvoyGateway: when a pod is left out for a while; with Istio it is"
                                + " the upstream's circuit.")
                @Nullable Ejection circuit,
        @JsonPropertyDescription(
                        "How much may be under way at once, of each proxy; what is absent is left"
                                + " to the provider.")
                @Nullable Limits limits) {

    /** Who is told. */
    public enum Provider {
        Istio,
        EnvoyGateway
    }

    /** When one address is left out. */
    @ValidationRule(
            value = Rules.OPEN_FOR_IN_RANGE,
            message = Demands.OPEN_FOR,
            fieldPath = ".openFor")
    public record Ejection(
            @JsonPropertyDescription(
                            "It is left out after this many failures in a row: no connection, or"
                                    + " an answer of 502, 503 or 504.")
                    @Default("5")
                    @Min(1)
                    @Max(100)
                    @Nullable Integer failures,
            @JsonPropertyDescription("How long it is left out the first time.")
                    @Default("30s")
                    @Pattern(Notation.DURATION)
                    @Size(max = 32)
                    @Nullable String openFor) {}

    /** How much may be under way at once; what comes on top is refused with a 503. */
    public record Limits(
            @JsonPropertyDescription("Connections.") @Min(1) @Max(1_000_000)
                    @Nullable Integer connections,
            @JsonPropertyDescription("Requests that wait for a connection.") @Min(1) @Max(1_000_000)
                    @Nullable Integer pendingRequests,
            @JsonPropertyDescription("Requests that are being answered.") @Min(1) @Max(1_000_000)
                    @Nullable Integer requests,
            @JsonPropertyDescription("Repeats of failed requests.") @Min(1) @Max(1_000_000)
                    @Nullable Integer retries) {}
}
