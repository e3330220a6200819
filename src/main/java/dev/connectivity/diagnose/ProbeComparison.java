package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A container's kubelet probe beside its declaration; the defaults of absent fields are
 * Kubernetes'.
 */
record ProbeComparison(Probe probe, DesiredProbe desired, Scene scene) {

    /** One for each field that differs. */
    Stream<Finding> findings() {
        return (desired.kind() == ProbeKind.Startup
                        ? Stream.of(budget())
                        : Stream.of(handler(), port(), path(), period(), timeout(), failures()))
                .flatMap(Optional::stream);
    }

    private Optional<Finding> handler() {
        return presentHandler().equals(desired.handler())
                ? Optional.empty()
                : Optional.of(
                        finding(
                                new Fix(
                                        probePath(),
                                        desired.asMap(),
                                        false,
                                        Optional.of(otherHandler())),
                                presentHandler(),
                                desired.handler()));
    }

    private Map<String, Object> otherHandler() {
        return ContainerPatch.of(
                scene.container().getName(),
                Map.of(
                        desired.kind().field(),
                        ContainerPatch.withoutHandler(presentHandler(), desired.asMap())));
    }

    /** Another port that accepts works today, so that it is proposed only. */
    private Optional<Finding> port() {
        return target().filter(target -> target.port().isPresent() && !isDesired(target))
                .filter(target -> scene.on(target.port().getAsInt()) == Consensus.Accepts)
                .map(
                        target ->
                                finding(
                                        new Fix(
                                                probePath().field(target.handler()).field("port"),
                                                desired.port(),
                                                false),
                                        target.text(),
                                        Integer.toString(desired.port())));
    }

    private Optional<Finding> path() {
        if (!presentHandler().equals("httpGet") || desired.path().isEmpty()) {
            return Optional.empty();
        }
        String present = Objects.requireNonNullElse(probe.getHttpGet().getPath(), "/");
        String declared = desired.path().get();
        boolean rightPort =
                target().filter(
                                target ->
                                        isDesired(target)
                                                || ProbePortRefuses.refuses(target, scene))
                        .isPresent();
        return present.equals(declared)
                ? Optional.empty()
                : Optional.of(
                        finding(
                                new Fix(
                                        probePath().field("httpGet").field("path"),
                                        declared,
                                        rightPort && desired.provenBy(scene)),
                                present,
                                declared));
    }

    private Optional<Finding> period() {
        return number(
                "periodSeconds",
                present(Probe::getPeriodSeconds, 10),
                OptionalInt.of(desired.period()));
    }

    private Optional<Finding> timeout() {
        return number("timeoutSeconds", present(Probe::getTimeoutSeconds, 1), desired.timeout());
    }

    private Optional<Finding> failures() {
        return number(
                "failureThreshold",
                present(Probe::getFailureThreshold, 3),
                OptionalInt.of(desired.failures()));
    }

    /** How long it tries, in its own rhythm. */
    private Optional<Finding> budget() {
        int seconds = desired.period() * desired.failures();
        int tries = Math.ceilDiv(seconds, present(Probe::getPeriodSeconds, 10));
        return target().flatMap(
                        _ ->
                                number(
                                        "failureThreshold",
                                        present(Probe::getFailureThreshold, 3),
                                        OptionalInt.of(tries)));
    }

    private Optional<Finding> number(String field, int present, OptionalInt declared) {
        if (declared.isEmpty() || declared.getAsInt() == present) {
            return Optional.empty();
        }
        int value = declared.getAsInt();
        return Optional.of(
                finding(
                        new Fix(probePath().field(field), value, true),
                        Integer.toString(present),
                        Integer.toString(value)));
    }

    private Finding finding(Fix fix, String observed, String expected) {
        String field = fix.path().toString();
        String message =
                "%s of the %s is %s, and spec.health of the policy says %s. %s"
                        .formatted(
                                field.substring(field.lastIndexOf('.') + 1),
                                desired.kind().field(),
                                observed,
                                expected,
                                fix.permitted()
                                        ? "Set it to " + expected + "."
                                        : "It is left to you to change one of them.");
        return new Finding(
                Reason.ProbeInconsistent,
                scene.workload(),
                field,
                observed,
                expected,
                message,
                Optional.of(fix));
    }

    private boolean isDesired(ProbeTarget target) {
        return target.port().equals(OptionalInt.of(desired.port()));
    }

    private Optional<ProbeTarget> target() {
        return ProbeTarget.of(probe, scene.container());
    }

    private String presentHandler() {
        if (probe.getHttpGet() != null) {
            return "httpGet";
        }
        if (probe.getTcpSocket() != null) {
            return "tcpSocket";
        }
        return probe.getGrpc() != null ? "grpc" : "exec";
    }

    private int present(Function<Probe, Integer> field, int absent) {
        return Objects.requireNonNullElse(field.apply(probe), absent);
    }

    private FieldPath probePath() {
        return scene.containerPath().field(desired.kind().field());
    }
}
