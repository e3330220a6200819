package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a policy wants a say in.
 *
 * @param container of the workload, that the policy is about
 * @param services names of those that must lead to the workload
 */
record Aims(Policy policy, String container, Set<String> services) {

    /**
     * One such field.
     *
     * @param reason what is wrong where it has another value
     */
    record Aim(FieldPath path, Reason reason) {}

    static Aims of(Situation situation) {
        var template = situation.deployment().getSpec().getTemplate();
        String first = template.getSpec().getContainers().getFirst().getName();
        return new Aims(
                situation.policy(),
                situation.policy().workload().container().orElse(first),
                situation.policy().listener().map(it -> services(it, situation)).orElse(Set.of()));
    }

    private static Set<String> services(Listener listener, Situation situation) {
        if (!listener.services().isEmpty()) {
            return listener.services().stream()
                    .map(Listener.ServicePort::name)
                    .collect(Collectors.toSet());
        }
        Map<String, String> labels =
                situation.deployment().getSpec().getTemplate().getMetadata().getLabels();
        return situation.services().stream()
                .filter(it -> selects(it.getSpec().getSelector(), labels))
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static boolean selects(
            @Nullable Map<String, String> selector, Map<String, String> labels) {
        return selector != null
                && !selector.isEmpty()
                && labels.entrySet().containsAll(selector.entrySet());
    }

    /** The aim that a field belongs to; empty where the policy says nothing about it. */
    Optional<Aim> of(Subject subject, FieldPath field) {
        if (subject.kind() == Kind.Service) {
            return field.steps().getLast().equals(new Step.Field("targetPort"))
                            && services.contains(subject.name())
                    ? Optional.of(new Aim(field, Reason.PortMismatch))
                    : Optional.empty();
        }
        return inTemplate()
                .filter(
                        aim ->
                                aim.path().steps().size() <= field.steps().size()
                                        && PathText.overlap(aim.path(), field))
                .findFirst();
    }

    /**
     * Whether a held field says nothing by itself: it is there because an apply must name the list
     * entry that it is about.
     */
    static boolean isStructure(Subject subject, FieldPath field) {
        List<Step> steps = field.steps();
        int entry = subject.kind() == Kind.Service ? 3 : 5;
        return steps.size() <= entry || steps.size() == entry + 1 && isKey(steps.get(entry));
    }

    /** All of the pod template. */
    Stream<Aim> inTemplate() {
        Stream<Aim> variables =
                policy.listener().stream()
                        .flatMap(listener -> listener.env().stream())
                        .map(
                                name ->
                                        new Aim(
                                                entry("env", Map.of("name", name)),
                                                Reason.EnvironmentInconsistent));
        Stream<Aim> ports =
                Stream.concat(
                                policy.listener().stream().map(Listener::port),
                                policy.health().stream().map(Health::port))
                        .distinct()
                        .map(
                                port ->
                                        new Aim(
                                                entry("ports", Map.of("containerPort", port)),
                                                Reason.PortMismatch));
        return Stream.of(variables, ports, policy.health().stream().flatMap(this::probes), pools())
                .flatMap(it -> it);
    }

    private Stream<Aim> pools() {
        return policy.database().flatMap(Database::pool).stream()
                .flatMap(Pool::variables)
                .map(
                        name ->
                                new Aim(
                                        entry("env", Map.of("name", name)),
                                        Reason.EnvironmentInconsistent));
    }

    private Stream<Aim> probes(Health health) {
        return Stream.of(
                        health.readiness().map(it -> "readinessProbe"),
                        health.liveness().map(it -> "livenessProbe"),
                        health.startupBudget().map(it -> "startupProbe"))
                .flatMap(Optional::stream)
                .map(name -> new Aim(field(name), Reason.ProbeInconsistent));
    }

    private static boolean isKey(Step step) {
        return step instanceof Step.Field field
                && List.of("name", "port", "protocol").contains(field.name());
    }

    private FieldPath entry(String list, Map<String, Object> keys) {
        return FieldTree.then(field(list), new Step.Entry(keys));
    }

    private FieldPath field(String name) {
        return new FieldPath(
                List.of(
                        new Step.Field("spec"),
                        new Step.Field("template"),
                        new Step.Field("spec"),
                        new Step.Field("containers"),
                        new Step.Entry(Map.of("name", container)),
                        new Step.Field(name)));
    }
}
