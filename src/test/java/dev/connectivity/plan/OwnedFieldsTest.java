package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.FieldPath;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnedFieldsTest {

    private static final OwnedFields FIELDS =
            owned(
                    """
                    {"f:spec": {
                      "f:selector": {},
                      "f:ports": {
                        ".": {},
                        "k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}": {".": {}, "f:port": {}, "f:targetPort": {}}}}}
                    """);

    private static final FieldTree LIVE =
            tree(
                    """
                    spec:
                      type: ClusterIP
                      selector: {app: storefront}
                      ports:
                      - {name: metrics, port: 9090, protocol: TCP, targetPort: 9090}
                      - {name: http, port: 80, protocol: TCP, targetPort: 3001}
                    """);

    @Test
    void aFieldIsHeldAndItsNeighboursAreNot() {
        assertThat(FIELDS.holds(path("spec.ports[port=80,protocol=TCP].targetPort"))).isTrue();
        assertThat(FIELDS.holds(path("spec.ports[port=80,protocol=TCP].name"))).isFalse();
        assertThat(FIELDS.holds(path("spec.ports[port=9090,protocol=TCP].targetPort"))).isFalse();
        assertThat(FIELDS.holds(path("spec.type"))).isFalse();
    }

    @Test
    void aParentOfHeldFieldsIsNotHeldItself() {
        assertThat(FIELDS.holds(path("spec"))).isFalse();
        assertThat(FIELDS.holds(path("spec.ports[port=80,protocol=TCP]"))).isTrue();
    }

    @Test
    void whatIsHeldAsAWholeIsHeldBelow() {
        assertThat(FIELDS.holds(path("spec.selector.app"))).isTrue();
    }

    @Test
    void anEntryIsFoundBySomeOfItsKeys() {
        assertThat(FIELDS.holds(path("spec.ports[port=80].targetPort"))).isTrue();
    }

    @Test
    void heldFieldsAreExtractedWithTheirLiveValuesAndTheKeysOfTheirEntries() {
        assertThat(FIELDS.extract(LIVE))
                .isEqualTo(
                        tree(
                                """
                                spec:
                                  selector: {app: storefront}
                                  ports: [{port: 80, protocol: TCP, targetPort: 3001}]
                                """));
    }

    @Test
    void aListOfWhichNoHeldEntryIsLeftIsLeftOut() {
        assertThat(
                        FIELDS.extract(
                                tree(
                                        "spec: {ports: [{port: 81, protocol: TCP}], selector: {app:"
                                                + " a}}")))
                .isEqualTo(tree("spec: {selector: {app: a}}"));
    }

    @Test
    void nothingHeldExtractsNothing() {
        assertThat(OwnedFields.NONE.extract(LIVE)).isEqualTo(FieldTree.EMPTY);
    }

    @Test
    void theLeavesAreWhatHasNothingBelow() {
        assertThat(FIELDS.leaves())
                .extracting(FieldPath::toString)
                .containsExactlyInAnyOrder(
                        "spec.selector",
                        "spec.ports[port=80,protocol=TCP].port",
                        "spec.ports[port=80,protocol=TCP].targetPort");
    }

    @Test
    void partsKeepTheirPlaceInTheObject() {
        assertThat(FIELDS.below("spec", "ports").leaves())
                .hasSize(2)
                .allMatch(it -> it.toString().startsWith("spec.ports"));
        assertThat(FIELDS.below("spec", "template").isEmpty()).isTrue();
    }

    private static OwnedFields owned(String json) {
        return new OwnedFields(FieldTree.map(Serialization.unmarshal(json, Map.class)));
    }

    private static FieldTree tree(String yaml) {
        return new FieldTree(FieldTree.map(Serialization.unmarshal(yaml, Map.class)));
    }
}
