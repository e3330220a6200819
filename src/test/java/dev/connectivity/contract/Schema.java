package dev.connectivity.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of the CRD's schema, to hold examples against that are excerpts: what they leave out is no
 * concern of it.
 *
 * @param path of what it describes, for messages
 */
record Schema(String path, JsonNode node) {

    static Schema of(JsonNode crd) {
        return new Schema("", crd.at("/spec/versions/0/schema/openAPIV3Schema"));
    }

    Optional<Schema> at(String field) {
        return Stream.of(node.path("properties").path(field), node.path("additionalProperties"))
                .filter(JsonNode::isObject)
                .findFirst()
                .map(it -> new Schema(path + "." + field, it));
    }

    boolean hasAll(JsonNode value) {
        return value.propertyStream().allMatch(it -> at(it.getKey()).isPresent());
    }

    /** Fields that do not exist, and values that are none of those that may be. */
    Stream<String> violations(JsonNode value) {
        if (value.isArray()) {
            return IntStream.range(0, value.size())
                    .boxed()
                    .flatMap(i -> item(i).violations(value.get(i)));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .flatMap(
                            it ->
                                    at(it.getKey())
                                            .map(field -> field.violations(it.getValue()))
                                            .orElseGet(
                                                    () ->
                                                            Stream.of(
                                                                    "no such field: %s.%s"
                                                                            .formatted(
                                                                                    path,
                                                                                    it.getKey()))));
        }
        return mayBe(value)
                ? Stream.empty()
                : Stream.of("no such value: %s: %s".formatted(path, value));
    }

    private Schema item(int index) {
        return new Schema("%s[%d]".formatted(path, index), node.path("items"));
    }

    private boolean mayBe(JsonNode value) {
        return !node.has("enum") || node.path("enum").valueStream().anyMatch(value::equals);
    }
}
