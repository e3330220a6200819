package dev.connectivity.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as kubectl takes it: version 1.1, keys once, what is null is absent. It writes a tree of
 * values from a tree of nodes, which know their lines.
 */
final class YamlTree {

    private static final JsonNodeFactory VALUES = JsonNodeFactory.instance;
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final String MERGE = "<<";

    /** A document of 64 MiB has no more; one with aliases within aliases could. */
    private static final int MOST_NODES = 4_000_000;

    private int nodes;

    JsonNode read(Node node) {
        if (++nodes > MOST_NODES) {
            throw new UnreadableException(
                    node.getStartMark(), "its aliases make it too large; write it out.");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> {
                var values = VALUES.arrayNode();
                sequence.getValue().forEach(item -> values.add(read(item)));
                yield values;
            }
            case ScalarNode scalar -> scalar(scalar);
            default ->
                    throw new UnreadableException(
                            node.getStartMark(), "this YAML is of an unknown kind; correct it.");
        };
    }

    private ObjectNode mapping(MappingNode mapping) {
        ObjectNode values = VALUES.objectNode();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableException(
                        tuple.getKeyNode().getStartMark(), "a key must be text; correct it.");
            }
            if (key.getValue().equals(MERGE) && key.isPlain()) {
                merge(tuple.getValueNode(), values);
            } else if (!keys.add(key.getValue())) {
                throw new UnreadableException(
                        key.getStartMark(),
                        "the key " + key.getValue() + " is there twice; remove one.");
            } else {
                put(values, key.getValue(), read(tuple.getValueNode()));
            }
        }
        return values;
    }

    private static void put(ObjectNode values, String key, JsonNode value) {
        if (value.isNull()) {
            values.remove(key);
        } else {
            values.set(key, value);
        }
    }

    /** What is there already stays. */
    private void merge(Node source, ObjectNode into) {
        if (source instanceof SequenceNode several) {
            several.getValue().forEach(one -> merge(one, into));
        } else if (read(source) instanceof ObjectNode merged) {
            merged.properties().forEach(one -> into.putIfAbsent(one.getKey(), one.getValue()));
        } else {
            throw new UnreadableException(
                    source.getStartMark(), "only a mapping can be merged; correct it.");
        }
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return VALUES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return VALUES.booleanNode(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return number ? number(text.replace("_", "")) : VALUES.textNode(text);
    }

    /** Digits of 60 are text for kubectl, and so is what is no number of JSON. */
    private static JsonNode number(String text) {
        if (text.matches("[-+]?0[xX][0-9a-fA-F]{1,15}")) {
            return whole(Long.decode(text));
        }
        if (text.matches("0[0-7]{1,20}")) {
            return whole(Long.parseLong(text, 8));
        }
        if (text.matches("[-+]?[0-9]{1,18}")) {
            return whole(Long.parseLong(text));
        }
        return text.matches("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?")
                ? VALUES.numberNode(new BigDecimal(text))
                : VALUES.textNode(text);
    }

    /** Some readers tell the two apart. */
    private static JsonNode whole(long number) {
        return number == (int) number ? VALUES.numberNode((int) number) : VALUES.numberNode(number);
    }
}
