package dev.connectivity.propose;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of one object, in the form that says them all and that every tool reads alike. */
public sealed interface Patch {

    /** As {@code kubectl patch --type} calls it. */
    String type();

    /** What is sent, and what Kustomize is given. */
    Object content();

    /** The same as YAML. */
    default String yaml() {
        String yaml = Serialization.asYaml(content());
        return yaml.startsWith("---\n") ? yaml.substring("---\n".length()) : yaml;
    }

    /**
     * A strategic merge patch: list entries by their names.
     *
     * @param content names the object, too, which Kustomize asks for
     */
    record Strategic(Map<String, Object> content) implements Patch {

        @Override
        public String type() {
            return "strategic";
        }
    }

    /**
     * A JSON patch (RFC 6902): list entries by their places, each tested for being the one that is
     * meant, so that a list in another order is refused and not changed in the wrong entry.
     */
    record Json(List<Operation> content) implements Patch {

        @Override
        public String type() {
            return "json";
        }
    }

    /** The whole of an object that is not there yet, or is the operator's own. */
    record Whole(Map<String, Object> content) implements Patch {

        @Override
        public String type() {
            return "apply";
        }
    }

    /** One step of a JSON patch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Operation(String op, String path, @Nullable Object value) {}
}
