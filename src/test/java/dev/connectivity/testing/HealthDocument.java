package dev.connectivity.testing;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code docs/openapi.yaml}, to hold answers against. Clients take fields that they do not know;
 * here none may be answered that is not described.
 */
public final class HealthDocument {

    private static final JsonSchemaOptions OPTIONS =
            new JsonSchemaOptions()
                    .setBaseUri("https://connectivity.dev")
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic);

    private final JsonObject document;

    private HealthDocument(JsonObject document) {
        this.document = document;
    }

    public static HealthDocument read() {
        try {
            String text = Files.readString(Path.of("docs/openapi.yaml"));
            HealthDocument read =
                    new HealthDocument(
                            new JsonObject(
                                    Serialization.asJson(
                                            Serialization.unmarshal(text, Map.class))));
            read.names().stream()
                    .map(read::schema)
                    .filter(it -> it.containsKey("properties"))
                    .forEach(it -> it.put("additionalProperties", false));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what is described. */
    public List<String> names() {
        return List.copyOf(in(document, "components", "schemas").fieldNames());
    }

    public JsonObject schema(String name) {
        return in(document, "components", "schemas", name);
    }

    /** What differs from what is described at this path, which is one of the document's. */
    public List<String> violations(String path, int status, String mediaType, String answer) {
        JsonObject described =
                in(
                        document,
                        "paths",
                        path,
                        "get",
                        "responses",
                        String.valueOf(status),
                        "content",
                        mediaType,
                        "schema");
        OutputUnit output =
                Validator.create(
                                JsonSchema.of(
                                        described
                                                .copy()
                                                .put(
                                                        "components",
                                                        in(document, "components").copy())),
                                OPTIONS)
                        .validate(new JsonObject(answer));
        return output.getValid()
                ? List.of()
                : output.getErrors().stream()
                        .map(it -> it.getInstanceLocation() + ": " + it.getError())
                        .toList();
    }

    private static JsonObject in(JsonObject object, String... fields) {
        JsonObject found = object;
        for (String field : fields) {
            found = found.getJsonObject(field);
        }
        return found;
    }
}
