package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A readiness probe has no timeout of its own, or a probe one that is longer than its period; the
 * defaults of absent fields are Kubernetes'.
 */
final class ProbeTimeoutUnsafe implements Trap {

    private static final int PERIOD = 10;

    @Override
    public Stream<Finding> findings(Templated templated) {
        return Stream.of(ProbeKind.Readiness, ProbeKind.Liveness)
                .filter(kind -> !templated.declared(kind))
                .flatMap(
                        kind ->
                                kind
                                        .in(templated.container())
                                        .flatMap(probe -> finding(kind, probe, templated))
                                        .stream());
    }

    private static Optional<Finding> finding(ProbeKind kind, Probe probe, Templated templated) {
        FieldPath field = templated.path(kind).field("timeoutSeconds");
        Integer timeout = probe.getTimeoutSeconds();
        if (timeout == null) {
            return kind == ProbeKind.Readiness
                    ? Optional.of(unset(field, templated))
                    : Optional.empty();
        }
        int period = Objects.requireNonNullElse(probe.getPeriodSeconds(), PERIOD);
        return timeout > period
                ? Optional.of(longerThanPeriod(kind, field, timeout, period, templated))
                : Optional.empty();
    }

    private static Finding unset(FieldPath field, Templated templated) {
        return templated.finding(
                Reason.ProbeTimeoutUnsafe,
                field,
                "",
                "",
                "The readinessProbe has no timeoutSeconds, so that the kubelet gives up after one"
                        + " second: an answer that is slow under load takes the pod out of traffic,"
                        + " and the others get its share. Say how long an answer may take, such as"
                        + " timeoutSeconds: 2.");
    }

    private static Finding longerThanPeriod(
            ProbeKind kind, FieldPath field, int timeout, int period, Templated templated) {
        return templated.finding(
                Reason.ProbeTimeoutUnsafe,
                field,
                Integer.toString(timeout),
                "at most " + period,
                "The %s may take %d s and is due every %d s, so that a process that hangs is noticed later than its settings say. Set timeoutSeconds to at most %d, or raise periodSeconds."
                        .formatted(kind.field(), timeout, period, period));
    }
}
