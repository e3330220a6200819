package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import java.util.List;
import java.util.Optional;

/**
 * Fixes that were made and are still in place: known from the status, proven by the object. One that was only announced counts
 * too: the process may have ended right after making it.
 */
record Holds(Policy policy, List<FindingStatus> before, List<Finding> findings) {

    /** A finding of the status whose field and value are known. */
    private record Former(FindingStatus status, String field, String expected) {

        static Optional<Former> of(FindingStatus status) {
            String field = status.field();
            String expected = status.expected();
            return field == null || expected == null
                    ? Optional.empty()
                    : Optional.of(new Former(status, field, expected));
        }

        boolean isAbout(Finding finding) {
            return finding.subject().display().equals(status.object()) && finding.field().equals(field);
        }
    }

    List<Ruling> of(Holding object) {
        return before.stream()
                .filter(former -> former.object().equals(object.subject().display()))
                .filter(former -> former.state() == FindingState.applied || former.state() == FindingState.proposed)
                .flatMap(former -> Former.of(former).stream())
                .filter(former -> findings.stream().noneMatch(former::isAbout))
                .flatMap(former -> ruling(object, former).stream())
                .toList();
    }

    private Optional<Ruling> ruling(Holding object, Former former) {
        FieldPath path = FieldPath.parse(former.field());
        return FieldTree.get(object.tree(), path)
                .filter(value -> object.managed().weHold(path) && isStillWanted(path))
                .map(value -> new Ruling(
                        finding(object.subject(), former, new Fix(path, value, true)),
                        Decision.Holds,
                        Optional.of(ManagedFields.OURS),
                        Optional.ofNullable(former.status().patch()),
                        History.returns(former.status())));
    }

    private static Finding finding(Subject subject, Former former, Fix fix) {
        return new Finding(
                former.status().reason(),
                subject,
                former.field(),
                Optional.ofNullable(former.status().observed()).orElse(""),
                former.expected(),
                former.status().message(),
                Optional.of(fix));
    }

    /** A policy that was edited since may have stopped asking for it. */
    private boolean isStillWanted(FieldPath path) {
        if (!path.isOfPodTemplate()) {
            return policy.listener().filter(this::isServiceWanted).isPresent();
        }
        return path.steps().stream().allMatch(step -> switch (step) {
            case Step.Field field -> isProbeWanted(field.name());
            case Step.Entry entry -> isVariableWanted(path, entry);
        });
    }

    private boolean isServiceWanted(Listener listener) {
        return listener.services().isEmpty()
                || before.stream()
                        .filter(former -> former.object().startsWith(Kind.Service + "/"))
                        .anyMatch(former -> listener.services().stream()
                                .anyMatch(service -> former.object().equals(Kind.Service + "/" + service.name())));
    }

    private boolean isProbeWanted(String field) {
        return switch (field) {
            case "readinessProbe" -> policy.health().flatMap(Health::readiness).isPresent();
            case "livenessProbe" -> policy.health().flatMap(Health::liveness).isPresent();
            case "startupProbe" -> policy.health().flatMap(Health::startupBudget).isPresent();
            default -> true;
        };
    }

    private boolean isVariableWanted(FieldPath path, Step.Entry entry) {
        boolean isVariable = path.steps().indexOf(entry) > 0
                && path.steps().get(path.steps().indexOf(entry) - 1).equals(new Step.Field("env"));
        return !isVariable
                || policy.listener()
                        .filter(listener -> listener.env().contains(String.valueOf(entry.keys().get("name"))))
                        .isPresent();
    }
}
