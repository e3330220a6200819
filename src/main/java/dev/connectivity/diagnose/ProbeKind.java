package dev.connectivity.diagnose;

import dev.connectivity.policy.Health;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Optional;

/** The kubelet's three probes. */
enum ProbeKind {
    Readiness("readinessProbe"),
    Liveness("livenessProbe"),
    Startup("startupProbe");

    private final String field;

    ProbeKind(String field) {
        this.field = field;
    }

    /** Its name in a container. */
    String field() {
        return field;
    }

    /** What the container has. */
    Optional<Probe> in(Container container) {
        return Optional.ofNullable(
                switch (this) {
                    case Readiness -> container.getReadinessProbe();
                    case Liveness -> container.getLivenessProbe();
                    case Startup -> container.getStartupProbe();
                });
    }

    /** Whether the policy says how it should be; else it is left alone. */
    boolean declaredBy(Health health) {
        return switch (this) {
            case Readiness -> health.readiness().isPresent();
            case Liveness -> health.liveness().isPresent();
            case Startup -> health.startupBudget().isPresent();
        };
    }
}
