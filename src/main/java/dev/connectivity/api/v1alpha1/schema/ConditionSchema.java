package dev.connectivity.api.v1alpha1.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bounds that Kubernetes' own Condition has, and that fabric8's class does not declare. */
final class ConditionSchema {

    static void complete(JSONSchemaProps condition) {
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        var fields = condition.getProperties();
        field(fields, "type").setDescription("Name of the condition.");
        field(fields, "type").setMaxLength(316L);
        field(fields, "status").setDescription("Whether it holds.");
        field(fields, "status")
                .setEnum(List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown")));
        field(fields, "reason").setDescription("Why, as one word of the list of reasons.");
        field(fields, "reason").setMinLength(1L);
        field(fields, "reason").setMaxLength(1024L);
        field(fields, "message").setDescription("Why, in sentences.");
        field(fields, "message").setMaxLength(32768L);
        field(fields, "lastTransitionTime").setDescription("When the status last changed.");
        field(fields, "lastTransitionTime").setFormat("date-time");
        field(fields, "observedGeneration").setDescription("The generation of the spec that it is about.");
        field(fields, "observedGeneration").setFormat("int64");
    }

    private static JSONSchemaProps field(Map<String, JSONSchemaProps> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private ConditionSchema() {}
}
