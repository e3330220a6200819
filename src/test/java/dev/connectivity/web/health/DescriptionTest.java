package dev.connectivity.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectivity.testing.HealthDocument;
import dev.connectivity.testing.Views;
import dev.connectivity.view.PolicyView;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/openapi.yaml} describes what is answered, no field more or less. */
class DescriptionTest {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .findAndAddModules()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private static final HealthDocument DOCUMENT = HealthDocument.read();

    @ParameterizedTest
    @MethodSource("views")
    void aPolicyIsAnsweredAsDescribed(PolicyView view) {
        for (boolean live : new boolean[] {true, false}) {
            PolicyHealth health = PolicyHealth.of(view, live);
            assertThat(violations("/api/health/{namespace}/{policy}", health)).isEmpty();
            assertThat(violations("/api/health/{namespace}", ManyHealth.of(List.of(health), live)))
                    .isEmpty();
            assertThat(violations("/api/health", ManyHealth.of(List.of(health), live))).isEmpty();
        }
    }

    static Stream<PolicyView> views() {
        return Stream.of(
                Views.healthy("shop", "storefront"),
                Views.degraded("shop", "storefront"),
                Views.incident("shop", "storefront"));
    }

    @Test
    void theOperatorIsAnsweredAsDescribed() {
        assertThat(violations("/api/health", new OwnHealth(OwnHealth.Status.Up, "1", true)))
                .isEmpty();
    }

    /** Or else a test could not tell. */
    @Test
    void aFieldMoreOrLessOrNullIsNotDescribed() {
        assertThat(violationsOf(it -> it.put("extra", 1))).isNotEmpty();
        assertThat(violationsOf(it -> it.remove("live"))).isNotEmpty();
        assertThat(violationsOf(it -> it.putNull("reason"))).isNotEmpty();
        assertThat(violationsOf(it -> it.putNull("workload"))).isNotEmpty();
        assertThat(violationsOf(it -> dependency(it).put("extra", 1))).isNotEmpty();
        assertThat(violationsOf(it -> dependency(it).remove("since"))).isNotEmpty();
        assertThat(violationsOf(it -> dependency(it).putNull("latency"))).isNotEmpty();
        assertThat(violationsOf(it -> dependency(it).put("status", "Well"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsAlwaysThereIsRequired(Class<?> type, String name) {
        assertThat(DOCUMENT.schema(name).getJsonArray("required"))
                .map(String.class::cast)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(type.getRecordComponents())
                                .filter(it -> it.getType() != Optional.class)
                                .map(RecordComponent::getName)
                                .toList());
    }

    static Stream<Object[]> records() {
        return Stream.of(
                new Object[] {PolicyHealth.class, "PolicyHealth"},
                new Object[] {ManyHealth.class, "ManyHealth"},
                new Object[] {OwnHealth.class, "OwnHealth"},
                new Object[] {WorkloadHealth.class, "WorkloadHealth"},
                new Object[] {DependencyHealth.class, "DependencyHealth"},
                new Object[] {DependencyHealth.Fallback.class, "FallbackHealth"},
                new Object[] {Latency.class, "Latency"},
                new Object[] {Problem.class, "Problem"});
    }

    @Test
    void everythingThatHasFieldsIsLookedAtHere() {
        assertThat(DOCUMENT.names())
                .filteredOn(it -> DOCUMENT.schema(it).containsKey("properties"))
                .containsExactlyInAnyOrderElementsOf(records().map(it -> (String) it[1]).toList());
    }

    private static List<String> violationsOf(Consumer<ObjectNode> change) {
        ObjectNode health =
                JSON.valueToTree(PolicyHealth.of(Views.healthy("shop", "storefront"), true));
        change.accept(health);
        return violations("/api/health/{namespace}/{policy}", health);
    }

    private static ObjectNode dependency(JsonNode health) {
        return (ObjectNode) health.path("dependencies").path(0);
    }

    private static List<String> violations(String path, Object answer) {
        try {
            return DOCUMENT.violations(
                    path, 200, "application/json", JSON.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
