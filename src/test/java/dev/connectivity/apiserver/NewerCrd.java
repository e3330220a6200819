package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * A CRD as a later version may bring it: wherever an object is described there may be a field
 * {@code novel}, and wherever an enum, a value {@code Novel}. Closing it puts today's back, and
 * returns once the API server keeps to that.
 */
final class NewerCrd implements AutoCloseable {

    private final KubernetesClient client;
    private final Runnable trial;

    private NewerCrd(KubernetesClient client, Runnable trial) {
        this.client = client;
        this.trial = trial;
    }

    /** Returns once the API server takes what it allows. */
    static NewerCrd install(KubernetesClient client, Runnable trial) {
        NewerCrd installed = new NewerCrd(client, trial);
        JsonNode crd = Serialization.unmarshal(Examples.text(ApiServer.CRD), JsonNode.class);
        crd.at("/spec/versions").forEach(it -> extend(it.at("/schema/openAPIV3Schema")));
        installed.replace(Serialization.unmarshal(crd.toString(), CustomResourceDefinition.class));
        await().until(installed::isInForce);
        return installed;
    }

    private boolean isInForce() {
        try {
            trial.run();
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }

    private static void extend(JsonNode schema) {
        if (schema.path("enum") instanceof ArrayNode values) {
            values.add("Novel");
        }
        JsonNode properties = schema.path("properties");
        properties.forEach(NewerCrd::extend);
        if (properties instanceof ObjectNode some && !some.isEmpty()) {
            some.putObject("novel").put("type", "string");
        }
        extendIfThere(schema.path("items"));
        extendIfThere(schema.path("additionalProperties"));
    }

    private static void extendIfThere(JsonNode schema) {
        if (schema.isObject()) {
            extend(schema);
        }
    }

    private void replace(CustomResourceDefinition crd) {
        client.resource(crd).forceConflicts().serverSideApply();
    }

    @Override
    public void close() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(ApiServer.CRD.toFile())
                .forceConflicts()
                .serverSideApply();
        await().until(() -> !isInForce());
    }
}
