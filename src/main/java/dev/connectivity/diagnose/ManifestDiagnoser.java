package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what is wrong with a workload by its manifests alone. The checks are those of a running
 * workload; in place of connects stands one pod as the template makes it, whose process listens
 * where the policy says.
 */
public final class ManifestDiagnoser {

    private static final Diagnoser DIAGNOSER =
            new Diagnoser(Basis.Policy, List.of(new UnlistedVariable()));

    /** Whatever it is, since the pod was made then and asked then. */
    private static final Instant NOW = Instant.EPOCH;

    /** In order of weight. */
    private static final List<Trap> TRAPS =
            List.of(new LivenessTooWide(), new ProbeTimeoutUnsafe(), new BindsToHostname());

    private ManifestDiagnoser() {}

    /**
     * Where the policy and the manifests disagree; nothing where the policy declares no listener.
     *
     * @param services all of the policy's namespace that are known
     */
    public static List<Finding> disagreements(
            Policy policy, Deployment deployment, List<Service> services) {
        Evidence unasked = evidence(policy, deployment, services, Map.of());
        Set<Integer> accepting = accepting(policy, deployment);
        Map<PodPort, Observation> connects =
                DIAGNOSER.diagnose(unasked).wanted().stream()
                        .collect(
                                Collectors.toMap(
                                        port -> port,
                                        port -> answer(accepting.contains(port.port()))));
        return DIAGNOSER.diagnose(evidence(policy, deployment, services, connects)).findings();
    }

    /** What goes well until it does not, whatever the port. */
    public static List<Finding> traps(Deployment deployment, Optional<Policy> policy) {
        return containers(deployment)
                .flatMap(
                        container -> {
                            Templated templated = new Templated(deployment, container, policy);
                            return TRAPS.stream().flatMap(trap -> trap.findings(templated));
                        })
                .toList();
    }

    /** What a policy asks for that it had better not. */
    public static List<Finding> ofPolicy(Policy policy) {
        return policy.health().stream()
                .filter(health -> LivenessTooWide.asksTheSame(health))
                .map(
                        health ->
                                new Finding(
                                        Reason.LivenessUnsafe,
                                        new Subject(Kind.ConnectivityPolicy, policy.name()),
                                        "spec.health.liveness.path",
                                        health.liveness().flatMap(Health.Check::path).orElse(""),
                                        "",
                                        LivenessTooWide.SAME + LivenessTooWide.INSTEAD,
                                        Optional.empty()))
                .toList();
    }

    /**
     * Services that lead to none of these Deployments' pods although they are meant to: their
     * target port is a name that no container port has, or they are named as a Deployment is, and
     * select none.
     */
    public static Stream<Finding> misledServices(
            List<Service> services, List<Deployment> deployments) {
        return services.stream().flatMap(service -> MisledService.of(service, deployments));
    }

    private static Stream<Container> containers(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream();
    }

    private static Evidence evidence(
            Policy policy,
            Deployment deployment,
            List<Service> services,
            Map<PodPort, Observation> connects) {
        return new Evidence(
                policy,
                deployment,
                List.of(pod(deployment)),
                services,
                List.of(),
                connects,
                Map.of(),
                NOW);
    }

    /**
     * Where the process listens if the policy is right. A container that declares the policy's port
     * is believed in its other ports too; one that does not may declare what the process has left.
     */
    private static Set<Integer> accepting(Policy policy, Deployment deployment) {
        Set<Integer> ports = new HashSet<>();
        policy.listener().ifPresent(listener -> ports.add(listener.port()));
        policy.health().map(Health::port).ifPresent(ports::add);
        Optional<Container> own = Templated.containerOf(policy, deployment);
        containers(deployment)
                .filter(
                        container ->
                                !own.equals(Optional.of(container))
                                        || Ports.of(container).stream().anyMatch(ports::contains))
                .forEach(container -> ports.addAll(Ports.of(container)));
        own.ifPresent(container -> ports.addAll(Ports.forMetrics(container)));
        return ports;
    }

    private static Observation answer(boolean accepts) {
        Outcome outcome =
                accepts ? new Outcome.Answered() : new Outcome.Failed(Reason.ConnectionRefused, "");
        return new Observation(NOW, Duration.ZERO, Map.of(), outcome, List.of());
    }

    /** As the Deployment would make it, ready, with an address of its own. */
    private static Pod pod(Deployment deployment) {
        PodTemplateSpec template = deployment.getSpec().getTemplate();
        return new PodBuilder()
                .withMetadata(template.getMetadata())
                .editOrNewMetadata()
                .withName(deployment.getMetadata().getName())
                .endMetadata()
                .withSpec(template.getSpec())
                .editSpec()
                .withHostNetwork(false)
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addAllToContainerStatuses(
                        containers(deployment).map(ManifestDiagnoser::running).toList())
                .endStatus()
                .build();
    }

    private static ContainerStatus running(Container container) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withReady(true)
                .withNewState()
                .withNewRunning(NOW.toString())
                .endState()
                .build();
    }
}
