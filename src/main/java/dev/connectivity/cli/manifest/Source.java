package dev.connectivity.cli.manifest;

import dev.connectivity.cli.report.Place;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where an object was written.
 *
 * @param file as it was named
 * @param root the object's node
 */
public record Source(String file, Node root) {

    /** A field, an index, or an entry by its keys. */
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]*)]");

    /** A node, and where a reader looks for it: at its key, where it has one. */
    private record Found(Node node, Mark mark) {}

    public Place place() {
        return placeOf(file, root.getStartMark());
    }

    /**
     * Of a field, as findings and the policy's rules write its path; where it is not there, of the
     * nearest that is.
     */
    public Place place(String field) {
        Found found = new Found(root, root.getStartMark());
        Matcher step = STEP.matcher(field);
        while (step.find()) {
            Optional<Found> next =
                    step.group(1) != null
                            ? child(found.node(), step.group(1))
                            : item(found.node(), step.group(2));
            if (next.isEmpty()) {
                break;
            }
            found = next.get();
        }
        return placeOf(file, found.mark());
    }

    static Place placeOf(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Optional<Found> child(Node node, String name) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> name.equals(text(tuple.getKeyNode())))
                        .map(tuple -> new Found(tuple.getValueNode(), markOf(tuple)))
                        .findFirst()
                : Optional.empty();
    }

    private static Mark markOf(NodeTuple tuple) {
        return tuple.getKeyNode().getStartMark();
    }

    private static Optional<Found> item(Node node, String key) {
        if (!(node instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        if (key.matches("[0-9]{1,6}")) {
            return sequence.getValue().stream()
                    .skip(Integer.parseInt(key))
                    .map(item -> new Found(item, item.getStartMark()))
                    .findFirst();
        }
        return sequence.getValue().stream()
                .filter(item -> Arrays.stream(key.split(",")).allMatch(one -> has(item, one)))
                .map(item -> new Found(item, item.getStartMark()))
                .findFirst();
    }

    /** A port without a protocol is TCP's. */
    private static boolean has(Node item, String keyAndValue) {
        String[] parts = keyAndValue.split("=", 2);
        String present = child(item, parts[0]).map(found -> text(found.node())).orElse("");
        return parts.length == 2
                && (present.equals(parts[1])
                        || present.isEmpty() && keyAndValue.equals("protocol=TCP"));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    @Override
    public String toString() {
        return place().display();
    }
}
