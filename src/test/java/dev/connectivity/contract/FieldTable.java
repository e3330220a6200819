package dev.connectivity.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of one object, and the rules that it must fulfil, as Markdown. */
record FieldTable(String path, JsonNode schema) {

    String render() {
        var text =
                new StringBuilder("## %s\n\n".formatted(path.replace("[]", "\\[\\]")))
                        .append(description())
                        .append("| field | type | default | must be | meaning |\n")
                        .append("| --- | --- | --- | --- | --- |\n");
        fields().forEach(it -> text.append(row(it.getKey(), it.getValue())));
        return text.append('\n').append(rules()).toString();
    }

    Stream<Map.Entry<String, JsonNode>> fields() {
        return schema.path("properties").propertyStream();
    }

    private String description() {
        return schema.has("description") ? schema.path("description").asText() + "\n\n" : "";
    }

    private String row(String name, JsonNode field) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        code(name),
                        type(field),
                        field.has("default") ? code(defaultOf(field)) : "",
                        String.join("; ", constraints(name, field)),
                        field.path("description").asText());
    }

    private static String type(JsonNode field) {
        if (field.has("items")) {
            return "list of " + type(field.path("items"));
        }
        if (field.has("x-kubernetes-int-or-string")) {
            return "number or name";
        }
        if (Notation.DURATION.equals(field.path("pattern").asText())) {
            return "duration";
        }
        return "date-time".equals(field.path("format").asText())
                ? "time"
                : field.path("type").asText();
    }

    private static String defaultOf(JsonNode field) {
        var value = field.path("default");
        return value.isTextual() ? value.asText() : value.toString();
    }

    private List<String> constraints(String name, JsonNode field) {
        var all = new ArrayList<String>();
        if (schema.path("required").valueStream().anyMatch(it -> it.asText().equals(name))) {
            all.add("given");
        }
        all.addAll(values(field));
        if (field.has("maxItems")) {
            all.add("at most %d items".formatted(field.path("maxItems").asInt()));
        }
        listType(field).ifPresent(all::add);
        all.addAll(values(field.path("items")).stream().map(it -> "each " + it).toList());
        return all;
    }

    private static List<String> values(JsonNode field) {
        var all = new ArrayList<String>();
        if (field.has("enum")) {
            all.add(
                    field.path("enum")
                            .valueStream()
                            .map(it -> code(it.asText()))
                            .collect(Collectors.joining(" or ")));
        }
        if (field.has("minimum")) {
            all.add(
                    "%d to %d"
                            .formatted(
                                    field.path("minimum").asLong(),
                                    field.path("maximum").asLong()));
        }
        if (field.has("maxLength")) {
            all.add("at most %d characters".formatted(field.path("maxLength").asInt()));
        }
        if (field.has("pattern") && !field.path("pattern").asText().equals(Notation.DURATION)) {
            all.add("like " + code(field.path("pattern").asText()));
        }
        return all;
    }

    private static Optional<String> listType(JsonNode field) {
        return switch (field.path("x-kubernetes-list-type").asText()) {
            case "set" -> Optional.of("without repeats");
            case "map" ->
                    Optional.of(
                            "one of each "
                                    + code(field.at("/x-kubernetes-list-map-keys/0").asText()));
            default -> Optional.empty();
        };
    }

    /** Of the object, and of its fields and their items. */
    private String rules() {
        var messages =
                Stream.concat(
                                Stream.of(schema),
                                fields().map(Map.Entry::getValue)
                                        .filter(it -> !it.has("properties"))
                                        .flatMap(it -> Stream.of(it, items(it))))
                        .flatMap(it -> it.path("x-kubernetes-validations").valueStream())
                        .map(it -> "- " + it.path("message").asText() + "\n")
                        .distinct()
                        .collect(Collectors.joining());
        return messages.isEmpty()
                ? ""
                : "What breaks a rule is refused with:\n\n" + messages + "\n";
    }

    private static JsonNode items(JsonNode field) {
        var items = field.path("items");
        return items.has("properties") ? items.path("nothing") : items;
    }

    /** A bar would end the table's cell. */
    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
