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

    List<Ruling> of(Holding object) {
        return before.stream()
                .filter(former -> former.object().equals(object.subject().display()))
                .filter(former -> former.field() != null && former.expected() != null)
                .filter(former -> former.state() == FindingState.applied || former.state() == FindingState.proposed)
                .filter(former -> findings.stream().noneMatch(finding -> isSame(finding, former)))
                .flatMap(former -> ruling(object, former).stream())
                .toList();
    }

    private Optional<Ruling> ruling(Holding object, FindingStatus former) {
        FieldPath path = FieldPath.parse(former.field());
        return FieldTree.get(object.tree(), path)
                .filter(value -> object.managed().weHold(path) && isStillWanted(path))
                .map(value -> new Ruling(
                        finding(object.subject(), former, new Fix(path, value, true)),
                        Decision.Holds,
                        Optional.of(ManagedFields.OURS),
                        Optional.ofNullable(former.patch()),
                        History.returns(former)));
    }

    private static Finding finding(Subject subject, FindingStatus former, Fix fix) {
        return new Finding(
                former.reason(),
                subject,
                former.field(),
                Optional.ofNullable(former.observed()).orElse(""),
                former.expected(),
                former.message(),
                Optional.of(fix));
    }

    private static boolean isSame(Finding finding, FindingStatus former) {
        return finding.subject().display().equals(former.object()) && finding.field().equals(former.field());
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
