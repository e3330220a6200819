package dev.connectivity.api.v1alpha1.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectivity.api.v1alpha1.Notation;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Completes the CRD that the generator is about to write; {@code application.properties} names this
 * class.
 */
public final class CrdCompletion implements CRDPostProcessor {

    private static final String DESCRIPTION =
            "Where one workload listens, what it depends on, and what may be changed to keep both"
                    + " working.";

    /** Fields whose type serves several places with different defaults. */
    private static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    Map.entry("spec.health.readiness.period", "5s"),
                    Map.entry("spec.health.readiness.timeout", "2s"),
                    Map.entry("spec.health.readiness.failures", 2),
                    Map.entry("spec.health.liveness.period", "10s"),
                    Map.entry("spec.health.liveness.timeout", "2s"),
                    Map.entry("spec.health.liveness.failures", 3),
                    Map.entry("spec.database.circuit.failures", 3),
                    Map.entry("spec.database.circuit.openFor", "10s"),
                    Map.entry("spec.database.circuit.successes", 2),
                    Map.entry("spec.upstreams.circuit.failures", 5),
                    Map.entry("spec.upstreams.circuit.openFor", "30s"),
                    Map.entry("spec.upstreams.circuit.successes", 2));

    private static final Map<String, String> MAP_KEYS =
            Map.of(
                    "spec.upstreams", "name",
                    "spec.upstreams.probe.http.headers", "name",
                    "status.upstreams", "name",
                    "status.objectives", "name",
                    "status.conditions", "type");

    private static final List<String> SETS =
            List.of(
                    "spec.secrets",
                    "spec.listener.env",
                    "spec.upstreams.probe.http.status",
                    "spec.traffic.routes");
    private static final List<String> ATOMIC =
            List.of(
                    "spec.listener.services",
                    "spec.upstreams.probe.http.responseHeaders",
                    "status.upstreams.fallback.switches",
                    "status.findings",
                    "status.findings.returns",
                    "status.objectives.missedBy");

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        if (crd instanceof CustomResourceDefinition definition) {
            definition.getSpec().getNames().setCategories(List.of("connectivity"));
            definition.getSpec().getVersions().forEach(CrdCompletion::complete);
        }
        return crd;
    }

    private static void complete(CustomResourceDefinitionVersion version) {
        version.setAdditionalPrinterColumns(PrinterColumns.inOrder());
        var root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(DESCRIPTION);
        root.setRequired(List.of("spec"));
        var schema = new Schema(root);
        schema.at("spec").setDescription("What is declared.");
        schema.at("status")
                .setDescription("What the operator knows and did. It changes when that does.");
        addDefaults(schema);
        schema.at("status").setDefault(notObserved());
        setListTypes(schema);
        schema.visit(CrdCompletion::addHint);
        schema.visit(CrdCompletion::setIntegerFormat);
        schema.visit(CrdCompletion::openReasons);
        boundServicePort(schema.at("spec.listener.services.port"));
        ConditionSchema.complete(schema.at("status.conditions").getItems().getSchema());
        formatTimes(schema);
    }

    private static void addDefaults(Schema schema) {
        DEFAULTS.forEach(
                (path, value) ->
                        schema.at(path)
                                .setDefault(
                                        value instanceof Integer number
                                                ? IntNode.valueOf(number)
                                                : TextNode.valueOf(value.toString())));
    }

    /**
     * Until the operator has read a policy. Tools that read kstatus take an object without a status
     * for one that is well.
     */
    private static JsonNode notObserved() {
        return JsonNodeFactory.instance.objectNode().put("observedGeneration", -1);
    }

    private static void setListTypes(Schema schema) {
        SETS.forEach(path -> schema.at(path).setXKubernetesListType("set"));
        ATOMIC.forEach(path -> schema.at(path).setXKubernetesListType("atomic"));
        MAP_KEYS.forEach(
                (path, key) -> {
                    schema.at(path).setXKubernetesListType("map");
                    schema.at(path).setXKubernetesListMapKeys(List.of(key));
                });
    }

    /** A pattern's own message shows the expression; the hint says what to write. */
    private static void addHint(JSONSchemaProps node) {
        if (node.getPattern() == null) {
            return;
        }
        Notation.ofPattern(node.getPattern())
                .ifPresent(
                        notation -> {
                            var rules = new ArrayList<>(node.getXKubernetesValidations());
                            rules.add(
                                    new ValidationRuleBuilder()
                                            .withRule(notation.rule())
                                            .withMessage(notation.hint())
                                            .build());
                            node.setXKubernetesValidations(rules);
                        });
    }

    private static void setIntegerFormat(JSONSchemaProps node) {
        if ("integer".equals(node.getType())) {
            node.setFormat("int32");
        }
    }

    /**
     * Reasons are added in time; under an older CRD a newer operator must still be able to write
     * them.
     */
    private static void openReasons(JSONSchemaProps node) {
        var reason = node.getProperties() == null ? null : node.getProperties().get("reason");
        if (reason != null) {
            reason.setEnum(null);
            reason.setMaxLength(64L);
        }
    }

    /**
     * The generator heeds no bounds on what may be a number or a name. Without the hint: its
     * expression would be too costly.
     */
    private static void boundServicePort(JSONSchemaProps port) {
        port.setMinimum(1.0);
        port.setMaximum(65535.0);
        port.setMaxLength(15L);
        port.setPattern(Notation.LABEL);
    }

    private static void formatTimes(Schema schema) {
        schema.at("status.observedGeneration").setFormat("int64");
        for (var path :
                List.of(
                        "status.upstreams.since",
                        "status.upstreams.fallback.since",
                        "status.database.since",
                        "status.rollout.began",
                        "status.objectives.since",
                        "status.lastIncident.began")) {
            schema.at(path).setFormat("date-time");
        }
        for (var path : List.of("status.findings.returns", "status.upstreams.fallback.switches")) {
            schema.at(path).getItems().getSchema().setFormat("date-time");
        }
    }
}
