package dev.connectivity.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The CRD as users install it. */
final class Crd {

    private static final Path FILE = Path.of("crds/connectivitypolicies.connectivity.dev-v1.yml");

    /**
     * One field.
     *
     * @param path as in {@code spec.upstreams[].name}
     */
    record Field(String path, JsonNode schema) {}

    static JsonNode checkedIn() {
        return Serialization.unmarshal(Examples.text(FILE), JsonNode.class);
    }

    /** All fields of spec and status, these two included. */
    static List<Field> fields(JsonNode crd) {
        return below("", crd.at("/spec/versions/0/schema/openAPIV3Schema")).toList();
    }

    private static Stream<Field> below(String prefix, JsonNode schema) {
        return schema.path("properties")
                .propertyStream()
                .flatMap(it -> of(prefix + it.getKey(), it.getValue()));
    }

    private static Stream<Field> of(String path, JsonNode schema) {
        return Stream.concat(
                Stream.of(new Field(path, schema)),
                schema.has("items")
                        ? below(path + "[].", schema.path("items"))
                        : below(path + ".", schema));
    }

    private Crd() {}
}
