package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.policy.Listener.ServicePort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A Service that the policy names does not select the workload's pods. */
final class SelectorMisses implements Check {

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        ObjectMeta template = scene.evidence().deployment().getSpec().getTemplate().getMetadata();
        return scene.listener().services().stream()
                .map(ServicePort::name)
                .distinct()
                .flatMap(
                        name ->
                                scene.evidence().services().stream()
                                        .filter(
                                                service ->
                                                        name.equals(
                                                                service.getMetadata().getName())))
                .filter(service -> !RunningPod.selects(service.getSpec().getSelector(), template))
                .map(service -> finding(service, template))
                .toList();
    }

    static Finding finding(Service service, ObjectMeta template) {
        String name = service.getMetadata().getName();
        String selector = text(service.getSpec().getSelector());
        String labels = text(template.getLabels());
        String message =
                selector.isEmpty()
                        ? "Service %s has no selector, so it leads to none of these pods. Give it a selector that matches %s, or name another Service in spec.listener.services."
                                .formatted(name, labels)
                        : "Service %s selects %s, but the pods are labelled %s. Correct the selector, or name another Service in spec.listener.services."
                                .formatted(name, selector, labels);
        return new Finding(
                Reason.SelectorMismatch,
                new Subject(Kind.Service, name),
                "spec.selector",
                selector,
                labels,
                message,
                Optional.empty());
    }

    static String text(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}
