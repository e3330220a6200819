package dev.connectivity.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.report.Place;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Puts objects of the kinds that are checked where they belong. */
final class Sorter {

    private final ManifestSet set;
    private final String namespace;
    private final StrictReader reader = new StrictReader();

    /** Of every object so far. */
    private final Map<String, Place> places = new HashMap<>();

    private boolean kustomized;

    Sorter(ManifestSet set, String namespace) {
        this.set = set;
        this.namespace = namespace;
    }

    /** From now on some files are Kustomize's: there are patches, and objects twice. */
    void expectPatches() {
        kustomized = true;
    }

    void take(String file, Node node) {
        String kind = text(node, "kind");
        String version = text(node, "apiVersion");
        if (kind.endsWith("List") && !version.isEmpty()) {
            child(node, "items")
                    .filter(SequenceNode.class::isInstance)
                    .map(items -> ((SequenceNode) items).getValue())
                    .orElse(List.of())
                    .forEach(item -> take(file, item));
            return;
        }
        Source source = new Source(file, node);
        switch (version.replaceFirst("/v.*", "") + " " + kind) {
            case "connectivity.dev ConnectivityPolicy" ->
                    add(source, kind, ConnectivityPolicy.class, set.policies());
            case "apps Deployment" -> add(source, kind, Deployment.class, set.deployments());
            case "v1 Service" -> add(source, kind, Service.class, set.services());
            case "v1 Secret" -> add(source, kind, Secret.class, set.secrets());
            case "autoscaling HorizontalPodAutoscaler" ->
                    add(source, kind, HorizontalPodAutoscaler.class, set.autoscalers());
            default -> {
                // Nothing is said of other kinds.
            }
        }
    }

    private <T extends HasMetadata> void add(
            Source source, String kind, Class<T> type, List<Manifest<T>> into) {
        JsonNode values = new YamlTree().read(source.root());
        StrictReader.Read<T> read = reader.read(kind, values, type);
        read.fault().ifPresent(fault -> refuse(source, kind, values, fault));
        read.object().ifPresent(object -> add(source, completed(object), into));
    }

    private <T extends HasMetadata> void add(Source source, T object, List<Manifest<T>> into) {
        Manifest<T> manifest = new Manifest<>(object, source);
        Place earlier = places.putIfAbsent(manifest.display(), source.place());
        if (earlier == null) {
            into.add(manifest);
        } else if (!kustomized) {
            set.complaints()
                    .add(
                            new Complaint(
                                    Reason.InvalidManifest,
                                    source.place(),
                                    manifest.display(),
                                    "metadata.name",
                                    "%s is at %s already, and only one of the two can be: remove one. If they are meant for different clusters, check them apart."
                                            .formatted(manifest.display(), earlier.display())));
        }
    }

    private void refuse(Source source, String kind, JsonNode values, StrictReader.Fault fault) {
        if (kustomized && Required.isPartial(kind, fault.field())) {
            return;
        }
        JsonNode metadata = values.path("metadata");
        String object =
                "%s %s/%s"
                        .formatted(
                                kind,
                                metadata.path("namespace").asText(namespace),
                                metadata.path("name").asText(""));
        set.complaints()
                .add(
                        new Complaint(
                                fault.reason(),
                                source.place(fault.field()),
                                object,
                                fault.field(),
                                fault.demand()));
    }

    /** With what only the API server fills in. */
    private <T extends HasMetadata> T completed(T object) {
        var metadata = object.getMetadata();
        if (metadata.getNamespace() == null) {
            metadata.setNamespace(namespace);
        }
        metadata.setUid("%s/%s".formatted(metadata.getNamespace(), metadata.getName()));
        metadata.setGeneration(1L);
        return object;
    }

    private static String text(Node node, String key) {
        return child(node, key)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue())
                .orElse("");
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(
                                tuple ->
                                        tuple.getKeyNode() instanceof ScalarNode name
                                                && name.getValue().equals(key))
                        .map(tuple -> tuple.getValueNode())
                        .findFirst()
                : Optional.empty();
    }
}
