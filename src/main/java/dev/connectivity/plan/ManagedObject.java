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
import java.util.Optional;
import java.util.stream.IntStream;

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

    /**
     * Who a field belongs to: its holder, else who holds something of it; and where the API server
     * filled it in, who declared what it is a part of. Empty for a field that is not there.
     */
    Optional<String> ownerOf(FieldPath path) {
        if (live.get(path).isEmpty()) {
            return Optional.empty();
        }
        return IntStream.iterate(path.steps().size(), length -> length > 0, length -> length - 1)
                .mapToObj(length -> new FieldPath(path.steps().subList(0, length)))
                .flatMap(
                        part ->
                                holders.stream()
                                        .filter(it -> it.fields().holdsAnyOf(part))
                                        .map(Holder::manager))
                .findFirst();
    }

    /** Where it comes from, for people. */
    Optional<String> keptBy() {
        return Keeper.of(metadata).map(Keeper::display);
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
