package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transitions only, never fast-moving numbers: it is written when it changes, and in a quiet hour it does not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectivityPolicyStatus(
        @Nullable Long observedGeneration,
        @Nullable List<Condition> conditions,
        @Nullable List<DependencyStatus> upstreams,
        @Nullable DependencyStatus database,
        @Nullable List<FindingStatus> findings,
        @Nullable RolloutStatus rollout,
        @Nullable IncidentStatus lastIncident,
        @Nullable Summary summary) {

    /**
     * One upstream, or the database, as last judged.
     *
     * @param name the upstream's; of the database: {@code database}
     * @param reason why it is in its state; of one that is up: {@code Reachable}
     * @param since RFC 3339, when the state last changed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DependencyStatus(
            String name, State state, CircuitState circuit, Reason reason, @Nullable String message, String since) {

        /** What is known of a dependency. */
        public enum State {
            Unknown,
            Up,
            Down
        }
    }

    /** A circuit as users read it. */
    public enum CircuitState {
        Closed,
        Open,
        HalfOpen
    }

    /**
     * Something that is wrong, or that was and is held right by us.
     *
     * @param object {@code Kind/name}
     * @param field path of the field in the object, as in {@code spec.ports[port=80,protocol=TCP].targetPort}
     * @param patch YAML, ready for {@code kubectl patch --type strategic --patch}
     * @param owner the field manager that holds the field
     * @param state absent where there is nothing to change
     * @param returns RFC 3339, each time that a value of ours was changed back (at most the last three)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingStatus(
            Reason reason,
            String object,
            @Nullable String field,
            @Nullable String observed,
            @Nullable String expected,
            String message,
            @Nullable String patch,
            @Nullable String owner,
            @Nullable FindingState state,
            @Nullable List<String> returns) {}

    /** What became of a finding's patch. */
    public enum FindingState {
        applied,
        proposed,
        contested
    }

    /**
     * The last rollout that was ours, written down before it begins so that a restart neither repeats nor forgets it.
     *
     * @param workload UID of the workload
     * @param template digest of the pod template's owned part that must not be tried again once it failed
     * @param began RFC 3339
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RolloutStatus(String workload, RolloutState state, String template, String began) {}

    /** How a rollout of ours went. */
    public enum RolloutState {
        Progressing,
        Complete,
        Undone
    }

    /**
     * The last time a dependency was lost.
     *
     * @param began RFC 3339, the first failed attempt
     * @param detectedAfter duration from there to the verdict, as {@code 6.2s}
     * @param recoveredAfter duration from {@code began} to the first success; absent while it lasts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IncidentStatus(
            String dependency, Reason reason, String began, String detectedAfter, @Nullable String recoveredAfter) {}

    /** What the printer columns show: {@code upstreams} as {@code 2/3}, {@code circuits} the names of open ones. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            @Nullable String upstreams, @Nullable String database, @Nullable String circuits, @Nullable String finding) {}
}
