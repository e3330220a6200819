package dev.connectivity.web.health;

import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import dev.connectivity.view.Seen;
import dev.connectivity.web.Inventory;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a person with curl, or an uptime monitor, asks. On threads of the system: hundreds of
 * policies take a core for tens of milliseconds, in which the one carrier of virtual threads would
 * begin no probe.
 */
@Blocking
public class HealthResource implements HealthApi {

    private final Inventory inventory;
    private final Guard guard;
    private final SmallRyeHealthReporter reporter;
    private final String version;

    HealthResource(
            Inventory inventory,
            Guard guard,
            SmallRyeHealthReporter reporter,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.inventory = inventory;
        this.guard = guard;
        this.reporter = reporter;
        this.version = version;
    }

    @Override
    public Response all() {
        return guard.anonymous()
                ? own()
                : many(guard.admitted().stream().flatMap(inventory::policies));
    }

    @Override
    public Response namespace(String namespace) {
        guard.admit(namespace);
        return many(inventory.policies(namespace));
    }

    @Override
    public Response policy(String namespace, String policy) {
        guard.admit(namespace, policy);
        PolicyHealth health =
                inventory
                        .policy(namespace, policy)
                        .map(this::health)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        Status.NOT_FOUND,
                                                        "There is no connectivitypolicy %s in namespace %s."
                                                                .formatted(policy, namespace))
                                                .thrown());
        return answer(health, health.status() == Health.Down);
    }

    private Response own() {
        boolean down = reporter.getReadiness().isDown();
        return answer(
                new OwnHealth(
                        down ? OwnHealth.Status.Down : OwnHealth.Status.Up,
                        version,
                        inventory.leads()),
                down);
    }

    private Response many(Stream<Seen> policies) {
        ManyHealth health =
                ManyHealth.of(
                        policies.map(this::health)
                                .sorted(
                                        Comparator.comparing(PolicyHealth::namespace)
                                                .thenComparing(PolicyHealth::name))
                                .toList(),
                        inventory.leads());
        return answer(health, health.status() == Health.Down);
    }

    /** Only a leader knows of this moment. */
    private PolicyHealth health(Seen seen) {
        return PolicyHealth.of(PolicyView.of(seen), inventory.leads());
    }

    private static Response answer(Object health, boolean down) {
        return Response.status(down ? Status.SERVICE_UNAVAILABLE : Status.OK)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(health)
                .build();
    }
}
