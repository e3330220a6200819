package dev.connectivity.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields without which the API server takes no object of a kind, as far as checks read them. {@code
 * []} stands for every item, and what follows a {@code ?} is needed only where that is there.
 */
final class Required {

    private static final String CONTAINERS = "spec.template.spec.containers";

    private static final Map<String, List<String>> FIELDS =
            Map.of(
                    "Deployment",
                    List.of(
                            "metadata.name",
                            CONTAINERS,
                            "spec.template.metadata.labels",
                            CONTAINERS + "[].name",
                            CONTAINERS + "[].env?[].name",
                            CONTAINERS + "[].ports?[].containerPort",
                            CONTAINERS + "[].readinessProbe?.httpGet?.port",
                            CONTAINERS + "[].readinessProbe?.tcpSocket?.port",
                            CONTAINERS + "[].readinessProbe?.grpc?.port",
                            CONTAINERS + "[].livenessProbe?.httpGet?.port",
                            CONTAINERS + "[].livenessProbe?.tcpSocket?.port",
                            CONTAINERS + "[].livenessProbe?.grpc?.port",
                            CONTAINERS + "[].startupProbe?.httpGet?.port",
                            CONTAINERS + "[].startupProbe?.tcpSocket?.port",
                            CONTAINERS + "[].startupProbe?.grpc?.port"),
                    "Service",
                    List.of("metadata.name", "spec", "spec.ports?[].port"),
                    "Secret",
                    List.of("metadata.name"),
                    "ConnectivityPolicy",
                    List.of("metadata.name"),
                    "HorizontalPodAutoscaler",
                    List.of(
                            "metadata.name",
                            "spec.scaleTargetRef.kind",
                            "spec.scaleTargetRef.name",
                            "spec.maxReplicas"));

    private Required() {}

    /** The first that is missing, as a path. */
    static Optional<String> missing(String kind, JsonNode object) {
        return FIELDS.getOrDefault(kind, List.of()).stream()
                .flatMap(path -> missing(object, path, "").stream())
                .findFirst();
    }

    /** Whether it is one that a patch for Kustomize leaves out: all but names. */
    static boolean isPartial(String kind, String missing) {
        return kind.equals("Deployment")
                        && (CONTAINERS.startsWith(missing)
                                || missing.startsWith("spec.template.metadata"))
                || kind.equals("Service") && missing.equals("spec");
    }

    private static Optional<String> missing(JsonNode node, String path, String at) {
        int dot = path.indexOf('.');
        String step = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        String name = step.replace("[]", "").replace("?", "");
        String here = at.isEmpty() ? name : at + "." + name;
        JsonNode child = node.isObject() ? node.path(name) : MissingNode.getInstance();
        if (isAbsent(child)) {
            return step.contains("?") ? Optional.empty() : Optional.of(here);
        }
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        return step.endsWith("[]") ? missingInItems(child, rest, here) : missing(child, rest, here);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isContainerNode() && node.isEmpty();
    }

    private static Optional<String> missingInItems(JsonNode items, String rest, String at) {
        for (int i = 0; i < items.size(); i++) {
            Optional<String> missing = missing(items.get(i), rest, at + "[" + i + "]");
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }
}
