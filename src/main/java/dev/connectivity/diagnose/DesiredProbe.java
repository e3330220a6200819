package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.policy.Health;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A kubelet probe as the policy declares it.
 *
 * @param path empty: a TCP probe
 * @param period in seconds
 * @param timeout in seconds; empty: the kubelet's default
 */
record DesiredProbe(
        ProbeKind kind,
        Optional<String> path,
        int port,
        boolean tls,
        int period,
        OptionalInt timeout,
        int failures) {

    /** Empty where the policy leaves this kind alone. */
    static Optional<DesiredProbe> of(ProbeKind kind, Scene scene) {
        return scene.health()
                .flatMap(
                        health ->
                                switch (kind) {
                                    case Readiness ->
                                            health.readiness()
                                                    .map(check -> checked(kind, check, scene));
                                    case Liveness ->
                                            health.liveness()
                                                    .map(check -> checked(kind, check, scene));
                                    case Startup ->
                                            health.startupBudget()
                                                    .map(budget -> startup(budget, scene));
                                });
    }

    String handler() {
        return path.isPresent() ? "httpGet" : "tcpSocket";
    }

    /** Whether it would succeed now; the path only where it is one that we ask ourselves. */
    boolean provenBy(Scene scene) {
        if (path.isEmpty() || !path.equals(scene.healthPath())) {
            return true;
        }
        List<Outcome> answers = scene.answers().health(scene.pods().running(), port);
        return answers.stream().allMatch(Outcome.Answered.class::isInstance);
    }

    /** As it stands in a container. */
    Map<String, Object> asMap() {
        Map<String, Object> where = new LinkedHashMap<>();
        path.ifPresent(value -> where.put("path", value));
        where.put("port", port);
        if (tls && path.isPresent()) {
            where.put("scheme", "HTTPS");
        }
        Map<String, Object> probe = new LinkedHashMap<>();
        probe.put(handler(), where);
        probe.put("periodSeconds", period);
        timeout.ifPresent(seconds -> probe.put("timeoutSeconds", seconds));
        probe.put("failureThreshold", failures);
        return probe;
    }

    private static DesiredProbe checked(ProbeKind kind, Health.Check check, Scene scene) {
        return new DesiredProbe(
                kind,
                check.path(),
                scene.healthPort(),
                isTls(scene),
                seconds(check.period()),
                OptionalInt.of(seconds(check.timeout())),
                check.failures());
    }

    /**
     * By a TCP connect, whatever readiness asks: a process that waits for its database has started
     * all the same, and must not be killed.
     */
    private static DesiredProbe startup(Duration budget, Scene scene) {
        // Some 30 tries: often enough to be in service soon, seldom enough to cost nothing.
        int period = Math.clamp(budget.toSeconds() / 30, 1, 5);
        return new DesiredProbe(
                ProbeKind.Startup,
                Optional.empty(),
                scene.healthPort(),
                isTls(scene),
                period,
                OptionalInt.empty(),
                tries(budget, period));
    }

    /** How many failures, {@code period} seconds apart, fill the budget. */
    static int tries(Duration budget, int period) {
        return Math.max(1, Math.ceilDiv(seconds(budget), period));
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, Math.ceilDiv(duration.toMillis(), 1_000));
    }

    private static boolean isTls(Scene scene) {
        return scene.listener().protocol() == Protocol.HTTPS
                && scene.healthPort() == scene.listener().port();
    }
}
