package dev.connectivity.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code docs/reference.md}, from the CRD and the lists of conditions and reasons.
 *
 * @param crd as YAML has it
 */
record Reference(JsonNode crd) {

    private static final String HEAD =
            """
            # Reference: %s `%s/%s`

            Generated from the CRD by `make generate`; do not edit. The [manual](connectivitypolicy.md) explains it.

            %s

            A *duration* is written as whole numbers with units, as in `500ms`, `30s` or `1m30s`. `[]` stands for every item
            of a list. A field without a default is absent unless given.

            """;

    String render() {
        var version = crd.at("/spec/versions/0");
        var schema = version.at("/schema/openAPIV3Schema");
        return HEAD.formatted(
                        crd.at("/spec/names/kind").asText(),
                        crd.at("/spec/group").asText(),
                        version.path("name").asText(),
                        schema.path("description").asText())
                + columns(version.path("additionalPrinterColumns"))
                + objects("spec", schema.at("/properties/spec"))
                + objects("status", schema.at("/properties/status"))
                + conditions()
                + reasons();
    }

    private static String columns(JsonNode columns) {
        return "## Columns\n\n`kubectl get connpol` shows these; `-o wide` all.\n\n"
                + "| column | from |\n| --- | --- |\n"
                + columns.valueStream()
                        .map(
                                it ->
                                        "| %s%s | `%s` |\n"
                                                .formatted(
                                                        it.path("name").asText(),
                                                        it.has("priority") ? " (wide)" : "",
                                                        it.path("jsonPath").asText()))
                        .collect(Collectors.joining())
                + "\n";
    }

    /** A table for the object, then one for each object below it. */
    private static String objects(String path, JsonNode schema) {
        var table = new FieldTable(path, schema);
        return table.render()
                + table.fields()
                        .map(it -> below(path + "." + it.getKey(), it.getValue()))
                        .collect(Collectors.joining());
    }

    private static String below(String path, JsonNode field) {
        if (field.has("properties")) {
            return objects(path, field);
        }
        return field.path("items").has("properties")
                ? objects(path + "[]", field.path("items"))
                : "";
    }

    private static String conditions() {
        return "## Conditions\n\n| type | says |\n| --- | --- |\n"
                + Arrays.stream(ConditionType.values())
                        .map(it -> "| %s | %s |\n".formatted(it, it.meaning()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String reasons() {
        return "## Reasons\n\n"
                + "Of conditions, findings, events and metrics. Each is claimed only when its"
                + " evidence was seen.\n\n"
                + "| reason | evidence |\n"
                + "| --- | --- |\n"
                + Arrays.stream(Reason.values())
                        .map(it -> "| %s | %s |\n".formatted(it, it.meaning()))
                        .collect(Collectors.joining());
    }
}
