package dev.connectivity.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transitions only, never fast-moving numbers: it is written when it changes, and in a quiet hour
 * it does not.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectivityPolicyStatus(
        @JsonPropertyDescription("The generation of the spec that the rest of the status is about.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("What holds and what does not; Ready is the summary.")
                @Size(max = 16)
                @Nullable List<Condition> conditions,
        @JsonPropertyDescription("Each upstream as last judged.") @Size(max = 64)
                @Nullable List<DependencyStatus> upstreams,
        @JsonPropertyDescription("The database as last judged.")
                @Nullable DependencyStatus database,
        @JsonPropertyDescription(
                        "What is wrong, or was and is held right by the operator, the most"
                                + " important first.")
                @Size(max = 64)
                @Nullable List<FindingStatus> findings,
        @JsonPropertyDescription("The last rollout that the operator caused.")
                @Nullable RolloutStatus rollout,
        @JsonPropertyDescription("Each declared objective as last judged.") @Size(max = 3)
                @Nullable List<ObjectiveStatus> objectives,
        @JsonPropertyDescription("The last time a dependency was lost.")
                @Nullable IncidentStatus lastIncident,
        @JsonPropertyDescription("What the printer columns show.") @Nullable Summary summary) {

    /**
     * One upstream, or the database, as last judged.
     *
     * @param name the upstream's; of the database: {@code database}
     * @param reason why it is in its state; of one that is up: {@code Reachable}
     * @param since RFC 3339, when the state last changed
     * @param cause what many dependencies fail on together, as the object of the finding that tells
     *     of it
     * @param fallback absent where none is declared, or it was not looked at yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DependencyStatus(
            @JsonPropertyDescription("Name of the upstream; of the database: database.")
                    @Required
                    @Size(max = 63)
                    String name,
            @JsonPropertyDescription("What is known of it.") @Required State state,
            @JsonPropertyDescription(
                            "Whether its circuit is closed, open, or open and being tried again.")
                    @Required
                    CircuitState circuit,
            @JsonPropertyDescription("Why it is in its state; Reachable where it is up.") @Required
                    Reason reason,
            @JsonPropertyDescription("The same as a sentence.") @Size(max = 32768)
                    @Nullable String message,
            @JsonPropertyDescription("When the state last changed.") @Required String since,
            @JsonPropertyDescription(
                            "What it fails on together with many others: the object of the finding"
                                    + " that tells of it.")
                    @Size(max = 512)
                    @Nullable String cause,
            @JsonPropertyDescription("Its declared fallback, as last switched.")
                    @Nullable FallbackStatus fallback) {

        /** One that fails, if it does, for itself. */
        public DependencyStatus(
                String name,
                State state,
                CircuitState circuit,
                Reason reason,
                @Nullable String message,
                String since) {
            this(name, state, circuit, reason, message, since, null, null);
        }

        /** What is known of a dependency. */
        public enum State {
            @JsonEnumDefaultValue
            Unknown,
            Up,
            Down
        }
    }

    /**
     * An upstream's fallback, written down before it is switched so that a restart neither repeats
     * nor forgets it.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FallbackStatus(
            @JsonPropertyDescription(
                            "Whether it is on; Held: on, and left on since it was switched too"
                                    + " often within an hour.")
                    @Required
                    FallbackState state,
            @JsonPropertyDescription("When the state last changed.") @Required String since,
            @JsonPropertyDescription(
                            "When it was switched within the hour that ended with the last one,"
                                    + " oldest first.")
                    @Size(max = 60)
                    @Nullable List<String> switches) {}

    /** Whether a fallback is on. */
    public enum FallbackState {
        @JsonEnumDefaultValue
        Inactive,
        Active,
        Held
    }

    /** One objective, as last judged. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ObjectiveStatus(
            @JsonPropertyDescription("Which objective.") @Required Objective name,
            @JsonPropertyDescription("Whether its error budget holds.") @Required
                    ObjectiveState state,
            @JsonPropertyDescription(
                            "Dependencies whose error budget is exhausted: workload, database, or"
                                    + " upstream/NAME.")
                    @Size(max = 66)
                    @Nullable List<String> missedBy,
            @JsonPropertyDescription("When the state last changed.") @Required String since) {}

    /** What is looked at over a window. */
    public enum Objective {
        Availability,
        Latency,
        ErrorRate
    }

    /** What is known of an objective. */
    public enum ObjectiveState {
        @JsonEnumDefaultValue
        InsufficientData,
        Met,
        Missed
    }

    /** A circuit as users read it. */
    public enum CircuitState {
        @JsonEnumDefaultValue
        Closed,
        Open,
        HalfOpen
    }

    /**
     * Something that is wrong, or that was and is held right by us.
     *
     * @param object {@code Kind/name}
     * @param field path of the field in the object, as in {@code
     *     spec.ports[port=80,protocol=TCP].targetPort}
     * @param patch YAML, ready for {@code kubectl patch --type strategic --patch}
     * @param owner the field manager that holds the field
     * @param state absent where there is nothing to change
     * @param returns RFC 3339, each time that a value of ours was changed back (at most the last
     *     three)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingStatus(
            @JsonPropertyDescription("What is wrong.") @Required Reason reason,
            @JsonPropertyDescription("The object to look at, as Kind/name.")
                    @Required
                    @Size(max = 512)
                    String object,
            @JsonPropertyDescription("Path of the field in the object.") @Size(max = 4096)
                    @Nullable String field,
            @JsonPropertyDescription("What was seen there.") @Size(max = 4096)
                    @Nullable String observed,
            @JsonPropertyDescription("What should be there.") @Size(max = 4096)
                    @Nullable String expected,
            @JsonPropertyDescription("The finding and what to do, in sentences.")
                    @Required
                    @Size(max = 32768)
                    String message,
            @JsonPropertyDescription(
                            "The fix as YAML, ready for kubectl patch --type strategic --patch.")
                    @Size(max = 32768)
                    @Nullable String patch,
            @JsonPropertyDescription("The field manager that holds the field.") @Size(max = 128)
                    @Nullable String owner,
            @JsonPropertyDescription(
                            "Where the object comes from, as the tool that makes it has marked it:"
                                    + " there the field is to be corrected.")
                    @Size(max = 512)
                    @Nullable String keptBy,
            @JsonPropertyDescription(
                            "What became of the patch; absent where there is nothing to change.")
                    @Nullable FindingState state,
            @JsonPropertyDescription(
                            "When a value of the operator was changed back, at most the last three"
                                    + " times.")
                    @Size(max = 3)
                    @Nullable List<String> returns) {}

    /** What became of a finding's patch. */
    public enum FindingState {
        applied,
        proposed,
        contested
    }

    /**
     * The last rollout that was ours, written down before it begins so that a restart neither
     * repeats nor forgets it.
     *
     * @param workload UID of the workload
     * @param template digest of the pod template's owned part that must not be tried again once it
     *     failed
     * @param began RFC 3339
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RolloutStatus(
            @JsonPropertyDescription("UID of the workload.") @Required @Size(max = 128)
                    String workload,
            @JsonPropertyDescription("How it went.") @Required RolloutState state,
            @JsonPropertyDescription(
                            "Digest of what the operator holds in the pod template, so that what"
                                    + " failed is not tried again.")
                    @Required
                    @Size(max = 128)
                    String template,
            @JsonPropertyDescription("When it began.") @Required String began) {}

    /** How a rollout of ours went. */
    public enum RolloutState {
        Progressing,
        @JsonEnumDefaultValue
        Complete,
        Undone
    }

    /**
     * The last time a dependency, or the workload, was lost; times in RFC 3339, durations as {@code
     * 6.2s}.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IncidentStatus(
            @JsonPropertyDescription("upstream/NAME, database, or workload.")
                    @Required
                    @Size(max = 72)
                    String dependency,
            @JsonPropertyDescription("Why it was lost.") @Required Reason reason,
            @JsonPropertyDescription("When its first attempt failed.") @Required String began,
            @JsonPropertyDescription("Time from there until it was judged down.")
                    @Required
                    @Size(max = 32)
                    String detectedAfter,
            @JsonPropertyDescription(
                            "Time from the first failed attempt until its circuit opened, and a"
                                    + " fallback took over; absent where it did not.")
                    @Size(max = 32)
                    @Nullable String degradedAfter,
            @JsonPropertyDescription(
                            "Time from the first failed attempt to the first good one; absent while"
                                    + " it lasts.")
                    @Size(max = 32)
                    @Nullable String recoveredAfter,
            @JsonPropertyDescription(
                            "Time from the first loss of workload, database or a required upstream"
                                    + " until all of them were back; absent while one is lost.")
                    @Size(max = 32)
                    @Nullable String systemRecoveredAfter) {

        /** One whose circuit did not open, or that lasts. */
        public IncidentStatus(
                String dependency,
                Reason reason,
                String began,
                String detectedAfter,
                @Nullable String recoveredAfter) {
            this(dependency, reason, began, detectedAfter, null, recoveredAfter, null);
        }
    }

    /**
     * What the printer columns show: {@code upstreams} as {@code 2/3}, {@code circuits} the names
     * of open ones.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            @JsonPropertyDescription("How many upstreams are up, as 2/3.")
                    @Nullable String upstreams,
            @JsonPropertyDescription("State of the database.") @Nullable String database,
            @JsonPropertyDescription("Names of the dependencies whose circuit is open.")
                    @Nullable String circuits,
            @JsonPropertyDescription("The most important finding.") @Nullable String finding) {}
}
