package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;

/**
 * A container of a pod template.
 *
 * @param policy of the Deployment; empty where nobody made one
 */
record Templated(Deployment deployment, Container container, Optional<Policy> policy) {

    /** The one that the policy is about: the named one, else the first. */
    static Optional<Container> containerOf(Policy policy, Deployment deployment) {
        Optional<String> named = policy.workload().container();
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> named.map(container.getName()::equals).orElse(true))
                .findFirst();
    }

    /**
     * Whether the policy says how this probe should be; what differs from that is told by
     * comparison.
     */
    boolean declared(ProbeKind kind) {
        return policy.filter(
                        it -> containerOf(it, deployment).filter(container::equals).isPresent())
                .flatMap(Policy::health)
                .filter((Health health) -> kind.declaredBy(health))
                .isPresent();
    }

    FieldPath path(ProbeKind kind) {
        return path().field(kind.field());
    }

    FieldPath path() {
        return FieldPath.of("spec", "template", "spec", "containers")
                .entry("name", container.getName());
    }

    Finding finding(
            Reason reason, FieldPath field, String observed, String expected, String message) {
        return new Finding(
                reason,
                new Subject(Kind.Deployment, deployment.getMetadata().getName()),
                field.toString(),
                observed,
                expected,
                message,
                Optional.empty());
    }
}
