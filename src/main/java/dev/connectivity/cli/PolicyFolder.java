package dev.connectivity.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Policies and Secrets in the manifests of a folder: files that end in {@code .yaml}, {@code .yml}
 * or {@code .json}, with several documents or lists in them; everything else in them is left out.
 */
record PolicyFolder(Path folder) {

    /** Where an object without a namespace is. */
    private static final String NAMESPACE = "default";

    private static final ObjectReader DOCUMENTS =
            Serialization.yamlMapper().readerFor(JsonNode.class);
    private static final ObjectReader STRICT =
            Serialization.yamlMapper()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * What is in the folder.
     *
     * @param policies by {@code namespace/name}, which is their UID too
     * @param secrets by {@code namespace/name}
     * @param complaints what could not be read, each with its file and what to do
     */
    record Contents(
            Map<String, ConnectivityPolicy> policies,
            Map<String, Secret> secrets,
            List<String> complaints) {}

    /** Two that are equal stand for the same contents. */
    Map<Path, FileTime> fingerprint() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        for (Path file : files()) {
            times.put(file, Files.getLastModifiedTime(file));
        }
        return times;
    }

    Contents read() throws IOException {
        Contents contents =
                new Contents(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (Path file : files()) {
            String name = folder.relativize(file).toString();
            try (var documents = DOCUMENTS.<JsonNode>readValues(file.toFile())) {
                while (documents.hasNextValue()) {
                    take(documents.nextValue(), name, contents);
                }
            } catch (JacksonException e) {
                contents.complaints().add(complaint(name, e));
            }
        }
        return contents;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(PolicyFolder::isManifest).sorted().toList();
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
    }

    private static void take(JsonNode document, String file, Contents contents) throws IOException {
        String kind = document.path("kind").asText();
        if (kind.endsWith("List")) {
            for (JsonNode item : document.path("items")) {
                take(item, file, contents);
            }
        } else if (kind.equals("ConnectivityPolicy")) {
            ConnectivityPolicy policy = STRICT.treeToValue(document, ConnectivityPolicy.class);
            String key = place(policy);
            policy.getMetadata().setUid(key);
            if (contents.policies().putIfAbsent(key, policy) != null) {
                contents.complaints()
                        .add(file + ": ConnectivityPolicy " + key + " is there twice; remove one.");
            }
        } else if (kind.equals("Secret")) {
            Secret secret = STRICT.treeToValue(document, Secret.class);
            contents.secrets().put(place(secret), secret);
        }
    }

    private static String place(HasMetadata object) {
        ObjectMeta metadata = Optional.ofNullable(object.getMetadata()).orElseGet(ObjectMeta::new);
        if (metadata.getNamespace() == null) {
            metadata.setNamespace(NAMESPACE);
        }
        if (metadata.getGeneration() == null) {
            metadata.setGeneration(1L);
        }
        object.setMetadata(metadata);
        return metadata.getNamespace() + "/" + metadata.getName();
    }

    /** Where and what kind of thing is wrong; the parser's own words repeat the input. */
    private static String complaint(String file, JacksonException e) {
        String where =
                e.getLocation() == null || e.getLocation().getLineNr() < 1
                        ? file
                        : file + ", line " + e.getLocation().getLineNr();
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    "%s: there is no field %s; remove it, or correct its name."
                            .formatted(where, unknown.getPropertyName());
            default -> where + ": not a manifest; correct the YAML there.";
        };
    }
}
