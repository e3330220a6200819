package dev.connectivity.api.v1alpha1.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** The bounds that Kubernetes' own Condition has, and that fabric8's class does not declare. */
final class ConditionSchema {

    static void complete(JSONSchemaProps condition) {
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        var fields = condition.getProperties();
        fields.get("type").setDescription("Name of the condition.");
        fields.get("type").setMaxLength(316L);
        fields.get("status").setDescription("Whether it holds.");
        fields.get("status")
                .setEnum(List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown")));
        fields.get("reason").setDescription("Why, as one word of the list of reasons.");
        fields.get("reason").setMinLength(1L);
        fields.get("reason").setMaxLength(1024L);
        fields.get("message").setDescription("Why, in sentences.");
        fields.get("message").setMaxLength(32768L);
        fields.get("lastTransitionTime").setDescription("When the status last changed.");
        fields.get("lastTransitionTime").setFormat("date-time");
        fields.get("observedGeneration").setDescription("The generation of the spec that it is about.");
        fields.get("observedGeneration").setFormat("int64");
    }

    private ConditionSchema() {}
}
