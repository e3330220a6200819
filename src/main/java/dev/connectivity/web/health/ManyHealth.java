package dev.connectivity.web.health;

import dev.connectivity.view.Health;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Several policies. */
@Schema(description = "The policies of one namespace, or all that may be seen.")
record ManyHealth(
        @Schema(description = "The worst of them; of none Unknown.") Health status,
        @Schema(description = "As in each policy.") boolean live,
        @Schema(description = "By namespace and name.") List<PolicyHealth> policies) {

    static ManyHealth of(List<PolicyHealth> policies, boolean live) {
        return new ManyHealth(
                policies.stream()
                        .map(PolicyHealth::status)
                        .max(Comparator.naturalOrder())
                        .orElse(Health.Unknown),
                live,
                policies);
    }
}
