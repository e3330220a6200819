package dev.connectivity.plan;

import dev.connectivity.diagnose.Fix;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fix as YAML that {@code kubectl patch --type strategic} takes, or a Kustomize patch. */
final class PatchText {

    private PatchText() {}

    static String of(Fix fix) {
        Map<String, Object> tree = new LinkedHashMap<>();
        FieldTree.put(tree, fix.path(), fix.value());
        return Serialization.asYaml(tree).replaceFirst("^---\\s*", "").strip();
    }
}
