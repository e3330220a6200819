package dev.connectivity.cli.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.connectivity.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;

/**
 * Makes Kubernetes objects of values, as strictly as the API server: a number is no text, and text
 * no number.
 */
final class StrictReader {

    private static final String POLICY = "ConnectivityPolicy";

    /** Made once: what it learns of the types is most of the cost of a run. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            it -> {
                                it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                                it.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                                it.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                            })
                    .addMixIn(PodSpec.class, OfPods.class)
                    .addMixIn(Container.class, OfContainers.class)
                    .build();

    private static final ObjectReader STRICT =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** What no check looks at, and takes more to learn than all the rest. */
    @JsonIgnoreProperties({
        "affinity",
        "ephemeralContainers",
        "resources",
        "securityContext",
        "topologySpreadConstraints",
        "volumes"
    })
    private static final class OfPods {}

    @JsonIgnoreProperties({"lifecycle", "resources", "securityContext", "volumeMounts"})
    private static final class OfContainers {}

    /** What is wrong with an object, and where in it. */
    record Fault(Reason reason, String field, String demand) {}

    /** An object, or what keeps it from being one. */
    record Read<T extends HasMetadata>(Optional<T> object, Optional<Fault> fault) {

        static <T extends HasMetadata> Read<T> failed(Reason reason, String field, String demand) {
            return new Read<>(Optional.empty(), Optional.of(new Fault(reason, field, demand)));
        }
    }

    <T extends HasMetadata> Read<T> read(String kind, JsonNode values, Class<T> type) {
        Reason reason = kind.equals(POLICY) ? Reason.InvalidSpec : Reason.InvalidManifest;
        Optional<String> missing = Required.missing(kind, values);
        if (missing.isPresent()) {
            return Read.failed(reason, missing.get(), missing.get() + " is missing; give it.");
        }
        try {
            T object = (kind.equals(POLICY) ? STRICT : MAPPER.reader()).treeToValue(values, type);
            return new Read<>(Optional.of(object), Optional.empty());
        } catch (JsonMappingException e) {
            String field = path(e.getPath());
            return Read.failed(reason, field, field + " " + demand(e));
        } catch (JsonProcessingException e) {
            return Read.failed(reason, "", "It cannot be read as " + kind + "; correct it.");
        }
    }

    /** The parser's own words repeat the input, which may be a secret. */
    private static String demand(JsonMappingException e) {
        return switch (e) {
            case UnrecognizedPropertyException _ ->
                    "is no field that there is; remove it, or correct its name.";
            case MismatchedInputException mismatch when mismatch.getTargetType() == String.class ->
                    "must be text; put it in quotes.";
            case MismatchedInputException mismatch
                    when mismatch.getTargetType() != null && isNumber(mismatch.getTargetType()) ->
                    "must be a whole number, without quotes.";
            default -> "is not of the type that belongs there; correct it.";
        };
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type == int.class || type == long.class;
    }

    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
