package dev.connectivity.plan;

import static dev.connectivity.testing.PlanFindings.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldTreeTest {

    private static final FieldTree TREE = tree("a: {list: [{name: x, v: 1}, {name: y, v: 2}]}");

    @Test
    void aValueGoesIntoTheEntryWithItsKeys() {
        assertThat(TREE.with(path("a.list[name=y].v"), 3))
                .isEqualTo(tree("a: {list: [{name: x, v: 1}, {name: y, v: 3}]}"));
    }

    @Test
    void aMissingEntryIsAddedWithItsKeys() {
        assertThat(FieldTree.EMPTY.with(path("list[name=z].v"), 3))
                .isEqualTo(tree("list: [{name: z, v: 3}]"));
    }

    @Test
    void mapsAreMergedAndTheRestIsReplaced() {
        assertThat(
                        tree("p: {get: {path: /a, port: 1}, n: 1}")
                                .with(path("p"), Map.of("get", Map.of("port", 2))))
                .isEqualTo(tree("p: {get: {path: /a, port: 2}, n: 1}"));
    }

    @Test
    void theTreeThatWasStaysAsItWas() {
        TREE.with(path("a.list[name=y].v"), 3);
        assertThat(TREE.get(path("a.list[name=y].v"))).contains(2);
    }

    @Test
    void anEntryOrAFieldIsTakenOut() {
        assertThat(TREE.without(path("a.list[name=x]")))
                .isEqualTo(tree("a: {list: [{name: y, v: 2}]}"));
        assertThat(TREE.without(path("a.list[name=x].v")))
                .isEqualTo(tree("a: {list: [{name: x}, {name: y, v: 2}]}"));
        assertThat(TREE.without(path("a.other.v"))).isEqualTo(TREE);
    }

    @Test
    void aPathReadsAsItWasWritten() {
        String text = "spec.template.spec.containers[name=app].env[name=A.B].value";
        assertThat(PathText.read(text)).hasValueSatisfying(it -> assertThat(it).hasToString(text));
        assertThat(PathText.read("spec.ports[port=80,protocol=TCP].targetPort"))
                .flatMap(
                        it ->
                                tree("spec: {ports: [{port: 80, protocol: TCP, targetPort: 3000}]}")
                                        .get(it))
                .contains(3000);
        assertThat(PathText.read("")).isEmpty();
        assertThat(PathText.read("spec.[")).isEmpty();
    }

    private static FieldTree tree(String yaml) {
        return new FieldTree(FieldTree.map(Serialization.unmarshal(yaml, Map.class)));
    }
}
