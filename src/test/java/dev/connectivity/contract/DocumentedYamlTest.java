package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.testing.Examples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever YAML is shown to users is what the API server and the operator would read. */
class DocumentedYamlTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String KIND = "ConnectivityPolicy";

    private final Schema policy = Schema.of(Crd.checkedIn());
    private final Schema spec = policy.at("spec").orElseThrow();
    private final Schema status = policy.at("status").orElseThrow();

    @Test
    void everyExampleInADocumentIsReadWithoutComplaint() {
        List<String> shown = Document.all(ROOT).stream().flatMap(Document::yaml).toList();

        assertThat(shown).hasSizeGreaterThan(15);
        assertThat(shown.stream().flatMap(text -> complaints(text).stream())).isEmpty();
    }

    @Test
    void everyExampleOnDiskIsReadWithoutComplaint() {
        Stream<Path> files =
                Stream.concat(
                        Examples.VALID.files().stream(),
                        Stream.of(Path.of("src/demo/policy.yaml")));

        assertThat(files).allSatisfy(file -> assertThat(complaints(Examples.text(file))).isEmpty());
    }

    @Test
    void aMisspeltFieldAnUnknownValueAndASpecThatCannotBeReadAreSeen() {
        assertThat(complaints("listener: {port: 3001, prot: TCP}"))
                .containsExactly("no such field: .spec.listener.prot");
        assertThat(complaints("mode: Watch"))
                .containsExactly("no such value: .spec.mode: \"Watch\"");
        assertThat(complaints("- {type: Ready, state: 'True'}"))
                .containsExactly("no such field: .status.conditions[0].state");
        assertThat(complaints("listener: {port: 70000}"))
                .singleElement()
                .asString()
                .contains("port");
        assertThat(complaints("mood: good")).containsExactly("of no known kind: mood: good");
    }

    private List<String> complaints(String text) {
        JsonNode shown = Serialization.unmarshal(text, JsonNode.class);
        if (shown.isArray()) {
            return status.at("conditions").orElseThrow().violations(shown).toList();
        }
        if (shown.has("kind")) {
            return shown.path("kind").asText().equals(KIND) ? ofPolicy(shown) : List.of();
        }
        if (shown.has("spec")) {
            return ofSpec(shown.path("spec"));
        }
        if (shown.propertyStream().noneMatch(it -> isOfPolicy(it.getKey()))) {
            return List.of("of no known kind: " + text);
        }
        // Some fields are named alike in both.
        List<String> asStatus = status.violations(shown).toList();
        return asStatus.isEmpty() || !spec.hasAll(shown) && status.hasAll(shown)
                ? asStatus
                : ofSpec(shown);
    }

    private boolean isOfPolicy(String field) {
        return spec.at(field).isPresent() || status.at(field).isPresent();
    }

    /** Apart from type and name, which every resource has. */
    private List<String> ofPolicy(JsonNode shown) {
        return shown.has("status")
                ? Stream.concat(
                                ofSpec(shown.path("spec")).stream(),
                                status.violations(shown.path("status")))
                        .toList()
                : ofSpec(shown.path("spec"));
    }

    private List<String> ofSpec(JsonNode shown) {
        List<String> violations = spec.violations(shown).toList();
        return violations.isEmpty() ? refusal(shown) : violations;
    }

    /** An excerpt is completed with what the rest of a spec would have. */
    private static List<String> refusal(JsonNode shown) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putObject("metadata").put("name", "storefront").put("namespace", "shop");
        ObjectNode spec = whole.putObject("spec");
        spec.putObject("workload").put("name", "storefront");
        spec.putObject("listener").put("port", 3001);
        spec.setAll((ObjectNode) shown);
        try {
            PolicyReader.read(
                    Serialization.unmarshal(Serialization.asJson(whole), ConnectivityPolicy.class));
            return List.of();
        } catch (InvalidSpecException e) {
            return List.of(e.demand());
        }
    }
}
