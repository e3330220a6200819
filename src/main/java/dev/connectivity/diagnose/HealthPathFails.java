package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.probe.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every running pod accepts on the health port, and answers the readiness path with a failure. */
final class HealthPathFails implements Check {

    private static final String NOT_FOUND = "status 404";
    private static final Set<Reason> ANSWERED =
            Set.of(
                    Reason.HTTPStatusUnexpected,
                    Reason.HTTPAuthenticationRejected,
                    Reason.RateLimited);

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        if (scene.on(scene.healthPort()) != Consensus.Accepts) {
            return List.of();
        }
        return scene.healthPath().flatMap(path -> finding(scene, path)).stream().toList();
    }

    private static Optional<Finding> finding(Scene scene, String path) {
        List<Outcome.Failed> failures =
                scene.answers().health(scene.pods().running(), scene.healthPort()).stream()
                        .filter(Outcome.Failed.class::isInstance)
                        .map(Outcome.Failed.class::cast)
                        .toList();
        if (failures.size() < scene.pods().running().size()) {
            return Optional.empty();
        }
        String asked = "%s on port %d".formatted(path, scene.healthPort());
        if (failures.stream().allMatch(failed -> failed.detail().equals(NOT_FOUND))) {
            return Optional.of(notFound(scene, asked));
        }
        return Optional.of(
                failures.stream().allMatch(failed -> ANSWERED.contains(failed.reason()))
                        ? failing(scene, asked, failures)
                        : noAnswer(scene, asked, failures));
    }

    private static Finding notFound(Scene scene, String asked) {
        String message =
                "%s answers 404 on %s. Correct spec.health.readiness.path, or let the process serve it."
                        .formatted(asked, scene.onPods());
        return finding(Reason.HealthEndpointNotFound, scene.policy(), NOT_FOUND, message);
    }

    private static Finding failing(Scene scene, String asked, List<Outcome.Failed> failures) {
        String statuses =
                failures.stream()
                        .map(Outcome.Failed::detail)
                        .distinct()
                        .collect(Collectors.joining(", "));
        String message =
                "%s answers %s on %s, so the process says itself that it is not ready. Read its log."
                        .formatted(asked, statuses, scene.onPods());
        return finding(Reason.HealthEndpointFailing, scene.workload(), statuses, message);
    }

    private static Finding noAnswer(Scene scene, String asked, List<Outcome.Failed> failures) {
        String reasons =
                failures.stream()
                        .map(failed -> failed.reason().name())
                        .distinct()
                        .collect(Collectors.joining(", "));
        String message =
                "%s accepts connections, but gives no HTTP answer on %s (%s). Check spec.listener.protocol, and read the process's log."
                        .formatted(asked, scene.onPods(), reasons);
        return finding(Reason.Undetermined, scene.workload(), reasons, message);
    }

    private static Finding finding(
            Reason reason, Subject subject, String observed, String message) {
        String field =
                subject.kind() == Kind.ConnectivityPolicy ? "spec.health.readiness.path" : "";
        return new Finding(
                reason, subject, field, observed, "status 200-399", message, Optional.empty());
    }
}
