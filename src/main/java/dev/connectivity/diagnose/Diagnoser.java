package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why a workload cannot be reached, and what would mend it. */
public final class Diagnoser {

    /**
     * In order of weight: a later one matters less, and may look at what the earlier ones found.
     */
    private static final List<Check> CHECKS =
            List.of(
                    new ScaledToZero(),
                    new ContainerCrashes(),
                    new ClaimNotDecidable(),
                    new ClaimRefused(),
                    new SelectorMisses(),
                    new TargetNameUnknown(),
                    new TrafficMissesListener(),
                    new RouteNotDecidable(),
                    new HealthPathFails(),
                    new VariableDiffers(),
                    new ProbePortRefuses(),
                    new ProbeDiffers(),
                    new ProbeMissing(),
                    new ContainerPortMissing(),
                    new EndpointsNotReady());

    private final List<Check> checks;
    private final Basis basis;

    /** Of what connects to the pods showed. */
    public Diagnoser() {
        this(Basis.Connects, List.of());
    }

    /**
     * @param more checks after the others
     */
    Diagnoser(Basis basis, List<Check> more) {
        this.basis = basis;
        checks = Stream.concat(CHECKS.stream(), more.stream()).toList();
    }

    public Diagnosis diagnose(Evidence evidence) {
        Optional<Listener> listener = evidence.policy().listener();
        if (listener.isEmpty()) {
            return unknown(Reason.NotDeclared, "The policy declares no listener.", List.of());
        }
        return scene(evidence, basis).map(this::examine).orElseGet(() -> noSuchContainer(evidence));
    }

    /** Empty where no listener is declared, or a container that is not there. */
    static Optional<Scene> scene(Evidence evidence) {
        return scene(evidence, Basis.Connects);
    }

    private static Optional<Scene> scene(Evidence evidence, Basis basis) {
        return evidence.policy()
                .listener()
                .flatMap(
                        listener ->
                                container(evidence)
                                        .map(it -> Scene.of(evidence, listener, it, basis)));
    }

    private Diagnosis examine(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        checks.forEach(check -> findings.addAll(check.findings(scene, List.copyOf(findings))));
        Conclusion conclusion = Conclusion.of(scene, findings);
        Wanted wanted = Wanted.of(scene);
        return new Diagnosis(
                conclusion.reach(),
                conclusion.reason(),
                conclusion.message(),
                List.copyOf(findings),
                Wanted.ports(wanted.connects()),
                Wanted.ports(wanted.requests()));
    }

    static Optional<Container> container(Evidence evidence) {
        List<Container> containers = containers(evidence);
        return evidence.policy()
                .workload()
                .container()
                .map(
                        name ->
                                containers.stream()
                                        .filter(container -> name.equals(container.getName()))
                                        .findFirst())
                .orElseGet(() -> containers.stream().findFirst());
    }

    private static List<Container> containers(Evidence evidence) {
        return evidence.deployment().getSpec().getTemplate().getSpec().getContainers();
    }

    private static Diagnosis noSuchContainer(Evidence evidence) {
        Policy policy = evidence.policy();
        String named = policy.workload().container().orElse("");
        String present =
                containers(evidence).stream()
                        .map(Container::getName)
                        .collect(Collectors.joining(", "));
        String message =
                "Deployment %s has no container %s. Set spec.workload.container to one of: %s."
                        .formatted(policy.workload().name(), named, present);
        Subject subject = new Subject(Kind.ConnectivityPolicy, policy.name());
        Finding finding =
                new Finding(
                        Reason.Undetermined,
                        subject,
                        "spec.workload.container",
                        named,
                        present,
                        message,
                        Optional.empty());
        return unknown(Reason.Undetermined, message, List.of(finding));
    }

    private static Diagnosis unknown(Reason reason, String message, List<Finding> findings) {
        return new Diagnosis(Reach.Unknown, reason, message, findings, Set.of(), Set.of());
    }
}
