package dev.connectivity.cli.live;

import dev.connectivity.diagnose.Entrance;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rules of gateways lead where, by Ingresses and HTTPRoutes; pure. */
final class Gateways {

    private Gateways() {}

    static List<Entrance> of(Ingress ingress) {
        if (ingress.getSpec() == null) {
            return List.of();
        }
        String subject = "Ingress/" + ingress.getMetadata().getName();
        List<Entrance> found = new ArrayList<>();
        if (ingress.getSpec().getDefaultBackend() != null) {
            entrance(subject, "everything else", ingress.getSpec().getDefaultBackend())
                    .ifPresent(found::add);
        }
        for (var rule : ingress.getSpec().getRules()) {
            String host = Objects.requireNonNullElse(rule.getHost(), "*");
            if (rule.getHttp() != null) {
                for (var path : rule.getHttp().getPaths()) {
                    entrance(
                                    subject,
                                    host + Objects.requireNonNullElse(path.getPath(), "/"),
                                    path.getBackend())
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<Entrance> entrance(
            String subject, String rule, IngressBackend backend) {
        return Optional.ofNullable(backend.getService())
                .map(
                        service ->
                                new Entrance(
                                        subject,
                                        rule,
                                        service.getName(),
                                        port(service),
                                        Optional.empty()));
    }

    private static Optional<IntOrString> port(IngressServiceBackend service) {
        return Optional.ofNullable(service.getPort())
                .map(
                        port ->
                                port.getNumber() == null
                                        ? new IntOrString(port.getName())
                                        : new IntOrString(port.getNumber()));
    }

    /** Of an HTTPRoute; backends of other kinds and namespaces are left out. */
    static List<Entrance> of(GenericKubernetesResource route) {
        String hosts =
                list(route.<Object>get("spec", "hostnames")).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(","));
        Optional<String> complaint = complaint(route);
        return maps(route.get("spec", "rules"))
                .flatMap(
                        rule ->
                                maps(rule.get("backendRefs"))
                                        .filter(Gateways::isService)
                                        .map(
                                                backend ->
                                                        new Entrance(
                                                                "HTTPRoute/"
                                                                        + route.getMetadata()
                                                                                .getName(),
                                                                (hosts.isEmpty() ? "*" : hosts)
                                                                        + path(rule),
                                                                String.valueOf(backend.get("name")),
                                                                number(backend.get("port")),
                                                                complaint)))
                .toList();
    }

    private static boolean isService(Map<?, ?> backend) {
        return (backend.get("kind") == null || "Service".equals(backend.get("kind")))
                && backend.get("namespace") == null;
    }

    private static String path(Map<?, ?> rule) {
        String paths =
                maps(rule.get("matches"))
                        .map(match -> match.get("path"))
                        .filter(Map.class::isInstance)
                        .map(path -> String.valueOf(((Map<?, ?>) path).get("value")))
                        .distinct()
                        .collect(Collectors.joining(","));
        return paths.isEmpty() ? "/" : paths;
    }

    private static Optional<IntOrString> number(@Nullable Object port) {
        return port instanceof Number it
                ? Optional.of(new IntOrString(it.intValue()))
                : Optional.empty();
    }

    /** A condition of a parent that is False, by its type and reason; its message is left out. */
    private static Optional<String> complaint(GenericKubernetesResource route) {
        return maps(route.get("status", "parents"))
                .flatMap(parent -> maps(parent.get("conditions")))
                .filter(condition -> "False".equals(condition.get("status")))
                .map(condition -> condition.get("type") + "=False, " + condition.get("reason"))
                .findFirst();
    }

    private static Stream<Map<?, ?>> maps(@Nullable Object value) {
        return list(value).stream()
                .<Map<?, ?>>mapMulti(
                        (item, found) -> {
                            if (item instanceof Map<?, ?> map) {
                                found.accept(map);
                            }
                        });
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
