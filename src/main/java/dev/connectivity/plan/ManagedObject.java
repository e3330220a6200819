package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** An object with its fields, and who holds them. */
record ManagedObject(
        Subject subject,
        String apiVersion,
        ObjectMeta metadata,
        FieldTree live,
        List<Holder> holders) {

    /**
     * A field manager.
     *
     * @param declares whether by server-side apply, as opposed to a plain write
     */
    record Holder(String manager, boolean declares, OwnedFields fields) {

        private static Holder of(ManagedFieldsEntry entry) {
            Map<String, Object> fields =
                    entry.getFieldsV1() == null
                            ? Map.of()
                            : entry.getFieldsV1().getAdditionalProperties();
            return new Holder(
                    Objects.requireNonNullElse(entry.getManager(), ""),
                    "Apply".equals(entry.getOperation()),
                    new OwnedFields(fields));
        }

        boolean isOurs() {
            return declares && manager.equals(FieldManagers.ALIGNMENT);
        }
    }

    private static final Set<String> GITOPS_PREFIXES =
            Set.of("argocd.argoproj.io", "kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io");

    static ManagedObject of(Kind kind, HasMetadata resource) {
        ObjectMeta metadata = resource.getMetadata();
        return new ManagedObject(
                new Subject(kind, metadata.getName()),
                resource.getApiVersion(),
                metadata,
                FieldTree.of(resource),
                metadata.getManagedFields().stream().map(Holder::of).toList());
    }

    /** What we hold. */
    OwnedFields ours() {
        return holders.stream()
                .filter(Holder::isOurs)
                .map(Holder::fields)
                .findFirst()
                .orElse(OwnedFields.NONE);
    }

    /** The others that hold a field. */
    List<Holder> othersOf(FieldPath path) {
        return holders.stream().filter(it -> !it.isOurs() && it.fields().holds(path)).toList();
    }

    /** Whether Argo CD or Flux say that they keep the object as Git has it. */
    boolean isMarkedByGitOps() {
        return Stream.of(metadata.getLabels(), metadata.getAnnotations())
                .filter(Objects::nonNull)
                .flatMap(it -> it.keySet().stream())
                .anyMatch(
                        key ->
                                GITOPS_PREFIXES.contains(
                                        key.substring(0, Math.max(0, key.indexOf('/')))));
    }

    /** A change that carries, beside {@code fields}, what says which object is meant. */
    Change change(List<Fix> fixes, FieldTree fields, boolean force, boolean rollsOut) {
        return new Change(
                subject,
                apiVersion,
                metadata.getUid(),
                metadata.getResourceVersion(),
                fixes,
                fields.root(),
                force,
                rollsOut);
    }
}
