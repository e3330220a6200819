package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One object that may be changed: its fields, who holds them, and what identifies the version that was looked at. */
record Holding(
        Subject subject,
        String apiVersion,
        String uid,
        String resourceVersion,
        Map<String, Object> tree,
        ManagedFields managed,
        boolean drivenFromGit) {

    /** Marks of controllers that apply from a repository again and again. */
    private static final List<String> GITOPS_MARKS =
            List.of("argocd.argoproj.io/", "kustomize.toolkit.fluxcd.io/", "helm.toolkit.fluxcd.io/");

    @SuppressWarnings("unchecked")
    static Holding of(Kind kind, HasMetadata object) {
        return new Holding(
                new Subject(kind, object.getMetadata().getName()),
                object.getApiVersion(),
                object.getMetadata().getUid(),
                object.getMetadata().getResourceVersion(),
                Serialization.unmarshal(Serialization.asJson(object), Map.class),
                ManagedFields.of(object),
                marks(object).anyMatch(mark -> GITOPS_MARKS.stream().anyMatch(mark::startsWith)));
    }

    /** What an apply must repeat of the fields that we hold, or the API server would take them away. */
    Map<String, Object> held() {
        return values(managed.ours(), tree);
    }

    /** The values that {@code from} has at the paths, of a whole list entry its keys alone; a path that leads nowhere is left out. */
    static Map<String, Object> values(List<FieldPath> paths, Map<String, Object> from) {
        Map<String, Object> values = new LinkedHashMap<>();
        paths.forEach(path -> FieldTree.get(from, path)
                .map(value -> path.steps().getLast() instanceof Step.Entry entry ? keys(entry, value) : value)
                .ifPresent(value -> FieldTree.put(values, path, value)));
        return values;
    }

    private static Map<String, Object> keys(Step.Entry entry, Object value) {
        Map<String, Object> keys = new LinkedHashMap<>(FieldTree.map(value));
        keys.keySet().retainAll(entry.keys().keySet());
        return keys;
    }

    private static Stream<String> marks(HasMetadata object) {
        return Stream.of(object.getMetadata().getLabels(), object.getMetadata().getAnnotations())
                .flatMap(marks -> Optional.ofNullable(marks).stream())
                .flatMap(marks -> marks.keySet().stream());
    }
}
