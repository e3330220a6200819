package dev.connectivity.api.v1alpha1.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ways through a schema. */
record Schema(JSONSchemaProps root) {

    /**
     * The schema of one field.
     *
     * @param path names of fields, parted by dots; a list stands for its items
     */
    JSONSchemaProps at(String path) {
        var node = root;
        for (var name : path.split("[.]")) {
            node = itemsOf(node).getProperties().get(name);
            if (node == null) {
                throw new IllegalArgumentException("no field " + name + " of " + path);
            }
        }
        return node;
    }

    private static JSONSchemaProps itemsOf(JSONSchemaProps node) {
        return node.getItems() == null ? node : node.getItems().getSchema();
    }

    /** Gives every schema to the visitor, from the outside in. */
    void visit(Consumer<JSONSchemaProps> visitor) {
        visit(root, visitor);
    }

    private static void visit(JSONSchemaProps node, Consumer<JSONSchemaProps> visitor) {
        visitor.accept(node);
        var inner =
                node.getProperties() == null
                        ? Stream.<JSONSchemaProps>empty()
                        : node.getProperties().values().stream();
        inner.forEach(it -> visit(it, visitor));
        if (node.getItems() != null) {
            visit(node.getItems().getSchema(), visitor);
        }
        if (node.getAdditionalProperties() != null
                && node.getAdditionalProperties().getSchema() != null) {
            visit(node.getAdditionalProperties().getSchema(), visitor);
        }
    }
}
