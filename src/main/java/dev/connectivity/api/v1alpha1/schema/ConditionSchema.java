package dev.connectivity.api.v1alpha1.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.stream.Stream;

/** The bounds that Kubernetes' own Condition has, and that fabric8's class does not declare. */
final class ConditionSchema {

    static void complete(JSONSchemaProps condition) {
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        var schema = new Schema(condition);
        describe(schema, "type", "Name of the condition.").setMaxLength(316L);
        describe(schema, "status", "Whether it holds.")
                .setEnum(
                        Stream.of("True", "False", "Unknown")
                                .<JsonNode>map(TextNode::new)
                                .toList());
        var reason = describe(schema, "reason", "Why, as one word of the list of reasons.");
        reason.setMinLength(1L);
        reason.setMaxLength(1024L);
        describe(schema, "message", "Why, in sentences.").setMaxLength(32768L);
        describe(schema, "lastTransitionTime", "When the status last changed.")
                .setFormat("date-time");
        describe(schema, "observedGeneration", "The generation of the spec that it is about.")
                .setFormat("int64");
    }

    private static JSONSchemaProps describe(Schema schema, String field, String description) {
        var property = schema.at(field);
        property.setDescription(description);
        return property;
    }

    private ConditionSchema() {}
}
