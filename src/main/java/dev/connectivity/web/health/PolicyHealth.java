package dev.connectivity.web.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import dev.connectivity.view.PolicyView.Headline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One policy, in the words of its status. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "How one policy fares.")
record PolicyHealth(
        @Schema(examples = "shop") String namespace,
        @Schema(examples = "storefront") String name,
        @Schema(
                        description =
                                "Down: the workload, its database or a required upstream does not"
                                    + " answer. Degraded: users are served, and something is wrong."
                                    + " Unknown: not known yet, or suspended.")
                Health status,
        @Schema(
                        description =
                                "Why, as a reason of the runbook; absent where nothing is to be"
                                        + " said.",
                        examples = "ConnectionRefused")
                Optional<String> reason,
        @Schema(description = "The reason in a sentence.") Optional<String> message,
        @Schema(description = "What to do about it, from the runbook.") Optional<String> remedy,
        @Schema(description = "When one of the policy's conditions last changed its status.")
                Optional<Instant> changed,
        @Schema(
                        description =
                                "True where latencies are known, and what is said is of this"
                                    + " moment; false where a standby answers by itself from what"
                                    + " the leader last wrote down.")
                boolean live,
        @Schema(description = "When this was said.") Instant at,
        @Schema(description = "The workload; absent where its listener is not looked at.")
                Optional<WorkloadHealth> workload,
        @Schema(description = "Its database, and its upstreams in the order of the policy.")
                List<DependencyHealth> dependencies) {

    static PolicyHealth of(PolicyView view, boolean live) {
        return new PolicyHealth(
                view.namespace(),
                view.name(),
                view.health(),
                view.headline().map(Headline::reason),
                view.headline().map(Headline::message),
                view.headline().map(Headline::remedy).filter(it -> !it.isEmpty()),
                view.changed(),
                live,
                view.now().truncatedTo(ChronoUnit.MILLIS),
                WorkloadHealth.of(view),
                view.dependencies().stream().map(DependencyHealth::of).toList());
    }
}
