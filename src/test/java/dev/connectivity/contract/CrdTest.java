package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.schema.CrdCompletion;
import dev.connectivity.testing.Examples;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdTest {

    private final JsonNode crd = Crd.checkedIn();
    private final List<Crd.Field> fields = Crd.fields(crd);

    @Test
    void theCheckedInCrdIsThatOfTheTypes(@TempDir Path folder) {
        new CRDGenerator()
                .withPostProcessor(new CrdCompletion())
                .customResourceClasses(ConnectivityPolicy.class)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .generate();

        assertThat(crd)
                .as("run make generate")
                .isEqualTo(
                        Serialization.unmarshal(
                                Examples.text(
                                        folder.resolve(
                                                "connectivitypolicies.connectivity.dev-v1.yml")),
                                JsonNode.class));
    }

    @Test
    void itIsNamedAsUsersTypeIt() {
        var names = crd.at("/spec/names");

        assertThat(names.path("kind").asText()).isEqualTo("ConnectivityPolicy");
        assertThat(texts(names.path("shortNames"))).containsExactly("connpol");
        assertThat(texts(names.path("categories"))).containsExactly("connectivity");
        assertThat(crd.at("/spec/scope").asText()).isEqualTo("Namespaced");
    }

    @Test
    void theColumnsComeInTheirOrder() {
        var columns = crd.at("/spec/versions/0/additionalPrinterColumns");

        assertThat(columns.findValuesAsText("name"))
                .containsExactly(
                        "Ready",
                        "Mode",
                        "Workload",
                        "Upstreams",
                        "Database",
                        "Circuits",
                        "Age",
                        "Finding");
        assertThat(columns.valueStream().filter(it -> it.path("priority").asInt() > 0))
                .extracting(it -> it.path("name").asText())
                .containsExactly("Finding");
    }

    @Test
    void everyTextAndListOfTheSpecIsBounded() {
        assertThat(fields)
                .filteredOn(it -> it.path().startsWith("spec."))
                .filteredOn(
                        it -> isUnbounded(it.schema()) || isUnbounded(it.schema().path("items")))
                .extracting(Crd.Field::path)
                .isEmpty();
    }

    @Test
    void everyDurationIsWrittenAlike() {
        assertThat(fields)
                .filteredOn(
                        it ->
                                it.path()
                                        .matches(
                                                "spec[.].*[.](interval|timeout|connectTimeout|acquireTimeout|recovery.database|period|budget|openFor|dwell|backoff|maxBackoff)"))
                .hasSize(22)
                .allSatisfy(
                        it ->
                                assertThat(it.schema().path("pattern").asText())
                                        .isEqualTo("^([0-9]+(ms|s|m|h))+$"));
    }

    @Test
    void everyDefaultThatLiesDeeperIsReached() {
        assertThat(fields)
                .filteredOn(it -> it.schema().has("properties"))
                .filteredOn(it -> it.schema().path("default").isMissingNode())
                .filteredOn(it -> holdsDefaults(it.schema()))
                .extracting(Crd.Field::path)
                .as("left alone where absent, so it has no default of its own")
                .containsExactlyInAnyOrder(
                        "spec",
                        "spec.workload",
                        "spec.listener",
                        "spec.database",
                        "spec.database.pool",
                        "spec.health.readiness",
                        "spec.health.liveness",
                        "spec.upstreams[].probe.dns",
                        "spec.upstreams[].fallback",
                        "spec.traffic",
                        "spec.traffic.retry",
                        "spec.traffic.circuit");
    }

    @Test
    void noFieldIsThereBeforeItsBehaviour() {
        assertThat(values("spec.listener.protocol")).doesNotContain("GRPC");
    }

    @Test
    void everyRuleSaysWhatToDoAndHasAnExampleThatBreaksIt() {
        var broken = Examples.INVALID.files().stream().map(Examples::message).toList();

        assertThat(messages().distinct().filter(it -> !it.equals(Demands.SAME_WORKLOAD)))
                .isNotEmpty()
                .allMatch(it -> it.matches("[A-Z].*[.]"))
                .isSubsetOf(broken);
    }

    private Stream<String> messages() {
        return crd.findValues("x-kubernetes-validations").stream()
                .flatMap(JsonNode::valueStream)
                .map(it -> it.path("message").asText());
    }

    private List<String> values(String path) {
        return fields.stream()
                .filter(it -> it.path().equals(path))
                .flatMap(it -> texts(it.schema().path("enum")).stream())
                .toList();
    }

    private static boolean isUnbounded(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> !schema.has("maxLength") && !schema.has("enum");
            case "array" -> !schema.has("maxItems");
            case "integer" -> !schema.has("minimum") || !schema.has("maximum");
            default -> false;
        };
    }

    private static boolean holdsDefaults(JsonNode schema) {
        return schema.path("properties").valueStream().anyMatch(it -> it.has("default"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
