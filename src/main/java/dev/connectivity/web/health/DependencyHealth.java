package dev.connectivity.web.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.UpstreamSpec.Importance;
import dev.connectivity.view.DependencyView;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A database or an upstream. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "A database or an upstream.")
record DependencyHealth(
        @Schema(examples = "chatbot") String name,
        DependencyView.Kind kind,
        @Schema(
                        description =
                                "Scheme, host and port of an upstream; the engine of a database.",
                        examples = "https://chat.example.test")
                String address,
        @Schema(description = "Only what is required makes a policy Down, and an answer 503.")
                Importance importance,
        State status,
        @Schema(description = "A reason of the runbook.", examples = "ConnectionTimeout")
                String reason,
        @Schema(description = "The reason in a sentence.") Optional<String> message,
        @Schema(
                        description =
                                "Open: not asked for a while after failures in a row, and its"
                                        + " fallback takes over.")
                CircuitState circuit,
        @Schema(description = "When the status last changed.") String since,
        @Schema(description = "Of asking it; absent before the first answer, and where not live.")
                Optional<Latency> latency,
        @Schema(description = "Absent where none is declared.") Optional<Fallback> fallback) {

    /** What takes its place. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "FallbackHealth", description = "What takes its place while it is down.")
    record Fallback(
            @Schema(description = "By what.", examples = "flag chatbot") String means,
            FallbackState state,
            @Schema(description = "When the state last changed.") Optional<String> since) {}

    static DependencyHealth of(DependencyView view) {
        DependencyStatus status = view.status();
        return new DependencyHealth(
                view.name(),
                view.kind(),
                view.address(),
                view.required() ? Importance.Required : Importance.Optional,
                status.state(),
                status.reason().name(),
                Optional.ofNullable(status.message()),
                status.circuit(),
                status.since(),
                view.trail().map(Latency::of),
                view.fallback().map(means -> fallback(means, status)));
    }

    private static Fallback fallback(String means, DependencyStatus status) {
        return Optional.ofNullable(status.fallback())
                .map(it -> new Fallback(means, it.state(), Optional.of(it.since())))
                .orElseGet(() -> new Fallback(means, FallbackState.Inactive, Optional.empty()));
    }
}
