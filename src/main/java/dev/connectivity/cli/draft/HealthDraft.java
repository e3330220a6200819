package dev.connectivity.cli.draft;

import dev.connectivity.api.v1alpha1.Notation;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet's probes as the container has them: what is left out of a policy is left alone, and
 * what is in it is what the operator holds the container to.
 */
final class HealthDraft {

    private static final int PERIOD = 10;
    private static final int FAILURES = 3;

    private HealthDraft() {}

    static void write(Container container, Yaml yaml) {
        Optional<Probe> readiness = usable(container.getReadinessProbe());
        Optional<Probe> liveness = usable(container.getLivenessProbe());
        if (readiness.isEmpty() && liveness.isEmpty()) {
            return;
        }
        yaml.raw(1, "health", "").because("as the container's probes are; on listener.port");
        readiness.ifPresent(probe -> check("readiness", probe, yaml));
        liveness.ifPresent(probe -> check("liveness", probe, yaml));
    }

    /** One that a policy can declare: HTTP or TCP on the pod, and no longer than its period. */
    private static Optional<Probe> usable(@Nullable Probe probe) {
        return Optional.ofNullable(probe)
                .filter(it -> it.getHttpGet() != null || it.getTcpSocket() != null)
                .filter(it -> timeout(it) <= period(it))
                .filter(it -> it.getHttpGet() == null || Notation.Path.accepts(path(it)));
    }

    private static void check(String name, Probe probe, Yaml yaml) {
        yaml.raw(2, name, "");
        if (probe.getHttpGet() != null) {
            yaml.field(3, "path", path(probe));
        }
        yaml.raw(3, "period", period(probe) + "s");
        yaml.raw(3, "timeout", timeout(probe) + "s");
        yaml.raw(3, "failures", Integer.toString(or(probe.getFailureThreshold(), FAILURES)));
    }

    private static String path(Probe probe) {
        return Optional.ofNullable(probe.getHttpGet().getPath()).orElse("/");
    }

    private static int period(Probe probe) {
        return or(probe.getPeriodSeconds(), PERIOD);
    }

    private static int timeout(Probe probe) {
        return or(probe.getTimeoutSeconds(), 1);
    }

    private static int or(@Nullable Integer value, int fallback) {
        return value == null ? fallback : value;
    }
}
