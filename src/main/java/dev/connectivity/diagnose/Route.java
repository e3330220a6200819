package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One way of traffic into the workload: a TCP port of a Service that selects its pods.
 *
 * @param choice how the policy chose it
 * @param targets one for each running pod that the Service selects
 */
record Route(Service service, ServicePort port, Choice choice, List<Target> targets) {

    /** How sure it is that a route is meant to lead to the listener. */
    enum Choice {
        /** The policy names this very port. */
        PortNamed,
        /** The policy names the Service. */
        ServiceNamed,
        /** The Service selects the pods. */
        Selecting
    }

    /**
     * Where it leads on one pod.
     *
     * @param port empty where the Service's target port is the name of no container port of the pod
     */
    record Target(RunningPod pod, OptionalInt port) {

        Answer answer(Answers answers) {
            return port.isPresent() ? answers.on(pod, port.getAsInt()) : Answer.Refuses;
        }
    }

    String serviceName() {
        return service.getMetadata().getName();
    }

    /** As people name the port. */
    String portLabel() {
        return port.getName() == null
                ? "port " + port.getPort()
                : "port " + port.getName() + " (" + port.getPort() + ")";
    }

    static IntOrString target(ServicePort port) {
        return Objects.requireNonNullElseGet(
                port.getTargetPort(), () -> new IntOrString(port.getPort()));
    }

    /** The target port as written: a number or a name. */
    String written() {
        return Ports.text(target(port));
    }

    /** Where it leads, as numbers; as written where that is nowhere. */
    String targetLabel() {
        String numbers =
                targets.stream()
                        .map(Target::port)
                        .flatMapToInt(OptionalInt::stream)
                        .distinct()
                        .sorted()
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" and "));
        return numbers.isEmpty() ? written() : numbers;
    }

    boolean leadsTo(int number) {
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> target.port().equals(OptionalInt.of(number)));
    }

    /** Whether its target port is the name of no container port, on any pod. */
    boolean leadsNowhere() {
        return !targets.isEmpty() && targets.stream().allMatch(target -> target.port().isEmpty());
    }

    /**
     * What its targets do; one that is the name of no container port refuses, as nothing can listen
     * there.
     */
    Consensus consensus(Answers answers) {
        return Consensus.of(targets.stream().map(target -> target.answer(answers)).toList());
    }

    /** Whether at least one pod that gets this route's traffic accepts it. */
    boolean serves(Answers answers) {
        return targets.stream()
                .anyMatch(
                        target -> target.pod().ready() && target.answer(answers) == Answer.Accepts);
    }

    FieldPath targetPath() {
        return FieldPath.of("spec", "ports")
                .port("port", port.getPort(), Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                .field("targetPort");
    }
}
