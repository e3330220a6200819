package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds what a policy names against what there is. */
public final class References {

    private References() {}

    /**
     * A reference that leads nowhere.
     *
     * @param missing the whole object; empty where it is there, and lacks what the policy names in
     *     it
     * @param field of the policy that refers to it
     * @param message what to do
     */
    public record Dangling(
            Reason reason, Optional<Subject> missing, String field, String message) {}

    /** Those of the workload, its container, and the Services and their ports. */
    public static List<Dangling> dangling(
            Policy policy, Optional<Deployment> deployment, List<Service> services) {
        List<Dangling> dangling = new ArrayList<>();
        deployment
                .flatMap(found -> container(policy, found))
                .or(() -> deployment.isEmpty() ? Optional.of(workload(policy)) : Optional.empty())
                .ifPresent(dangling::add);
        policy.listener()
                .ifPresent(
                        listener ->
                                IntStream.range(0, listener.services().size())
                                        .mapToObj(i -> service(listener, i, services))
                                        .flatMap(Optional::stream)
                                        .forEach(dangling::add));
        return List.copyOf(dangling);
    }

    private static Dangling workload(Policy policy) {
        String name = policy.workload().name();
        return new Dangling(
                Reason.WorkloadNotFound,
                Optional.of(new Subject(Kind.Deployment, name)),
                "spec.workload.name",
                "Deployment %s does not exist in namespace %s: create it, or make a policy with the right spec.workload.name."
                        .formatted(name, policy.namespace()));
    }

    private static Optional<Dangling> container(Policy policy, Deployment deployment) {
        return Templated.containerOf(policy, deployment).isPresent()
                ? Optional.empty()
                : policy.workload()
                        .container()
                        .map(
                                name ->
                                        new Dangling(
                                                Reason.WorkloadNotFound,
                                                Optional.empty(),
                                                "spec.workload.container",
                                                "Deployment %s has no container %s: make a policy with the right spec.workload.container."
                                                        .formatted(
                                                                policy.workload().name(), name)));
    }

    private static Optional<Dangling> service(
            Listener listener, int index, List<Service> services) {
        Listener.ServicePort wanted = listener.services().get(index);
        String field = "spec.listener.services[%d]".formatted(index);
        Optional<Service> service =
                services.stream()
                        .filter(it -> it.getMetadata().getName().equals(wanted.name()))
                        .findFirst();
        if (service.isEmpty()) {
            return Optional.of(
                    new Dangling(
                            Reason.ServiceNotFound,
                            Optional.of(new Subject(Kind.Service, wanted.name())),
                            field + ".name",
                            "Service %s does not exist: create it, or correct spec.listener.services."
                                    .formatted(wanted.name())));
        }
        return wanted.port()
                .filter(port -> !hasPort(service.get(), port))
                .map(
                        port ->
                                new Dangling(
                                        Reason.ServiceNotFound,
                                        Optional.empty(),
                                        field + ".port",
                                        "Service %s has no port %s: correct spec.listener.services."
                                                .formatted(wanted.name(), port.getValue())));
    }

    private static boolean hasPort(Service service, IntOrString wanted) {
        return service.getSpec().getPorts().stream()
                .anyMatch(
                        port ->
                                wanted.getIntVal() != null
                                        ? wanted.getIntVal().equals(port.getPort())
                                        : wanted.getStrVal().equals(port.getName()));
    }
}
