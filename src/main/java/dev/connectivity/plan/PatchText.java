package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** A change as a user would commit it. */
final class PatchText {

    private static final String DOCUMENT_START = "---\n";

    private PatchText() {}

    /** YAML for {@code kubectl patch --type strategic}. */
    static String of(FieldPath path, Object value) {
        return of(FieldTree.EMPTY.with(path, value).root());
    }

    /** The same, of all that is to change. */
    static String of(Map<String, Object> patch) {
        String yaml = Serialization.asYaml(patch);
        return yaml.startsWith(DOCUMENT_START) ? yaml.substring(DOCUMENT_START.length()) : yaml;
    }
}
