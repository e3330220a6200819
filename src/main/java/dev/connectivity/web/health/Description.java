package dev.connectivity.web.health;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What holds of every path and every field, and annotations would have to repeat. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Description implements OASFilter {

    /** What is told is the same where something is down. */
    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses responses = operation.getResponses();
        Schema told =
                responses
                        .getAPIResponse("200")
                        .getContent()
                        .getMediaType(MediaType.APPLICATION_JSON)
                        .getSchema();
        responses
                .getAPIResponse("503")
                .getContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON, OASFactory.createMediaType().schema(told));
        return operation;
    }

    /** A field is there or left out, and never null, as which an Optional one was described. */
    @Override
    public Schema filterSchema(Schema schema) {
        Map<String, Schema> fields = schema.getProperties();
        if (fields == null || schema.getRequired() != null) {
            return schema;
        }
        schema.setRequired(
                fields.entrySet().stream()
                        .filter(field -> !mayBeNull(field.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
        fields.values().stream().filter(Description::mayBeNull).forEach(Description::neverNull);
        return schema;
    }

    private static boolean mayBeNull(Schema schema) {
        return hasType(schema, SchemaType.NULL)
                || alternatives(schema).stream().anyMatch(it -> hasType(it, SchemaType.NULL));
    }

    private static void neverNull(Schema field) {
        alternatives(field).stream()
                .filter(it -> !hasType(it, SchemaType.NULL))
                .forEach(it -> field.ref(it.getRef()));
        field.setAnyOf(null);
        field.removeType(SchemaType.NULL);
    }

    private static boolean hasType(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }

    private static List<Schema> alternatives(Schema schema) {
        return schema.getAnyOf() == null ? List.of() : schema.getAnyOf();
    }
}
