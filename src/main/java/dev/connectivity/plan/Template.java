package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pod template of a Deployment, or of one of its ReplicaSets. */
final class Template {

    static final FieldPath PATH =
            new FieldPath(List.of(new Step.Field("spec"), new Step.Field("template")));

    private static final int DIGEST_BYTES = 8;

    private Template() {}

    /** Whether a change of this field rolls out. */
    static boolean contains(Subject subject, FieldPath path) {
        return subject.kind() == Kind.Deployment
                && path.steps().size() > PATH.steps().size()
                && path.steps().subList(0, PATH.steps().size()).equals(PATH.steps());
    }

    /**
     * Digest of what a workload's template is apart from the fields that its policy may set: it
     * tells whether the workload became another one, and neither our changes, nor their undo, nor
     * scaling make it differ.
     */
    static String basis(ManagedObject deployment, Aims aims) {
        FieldTree rest =
                aims.inTemplate()
                        .reduce(
                                deployment.live(),
                                (tree, aim) -> tree.without(aim.path()),
                                (one, other) -> other);
        return digest(
                List.of(
                        Objects.requireNonNullElse(deployment.metadata().getUid(), ""),
                        rest.get(PATH).orElse(Map.of())));
    }

    /** Digest of the values that we hold in a template. */
    static String held(ManagedObject deployment) {
        return digest(heldIn(deployment, deployment.live()).root());
    }

    /**
     * The fields that we hold in the deployment's template, with the values of {@code source}, a
     * ReplicaSet perhaps.
     */
    static FieldTree heldIn(ManagedObject deployment, FieldTree source) {
        return deployment.ours().below("spec", "template").extract(source);
    }

    private static String digest(Object value) {
        try {
            byte[] text = Serialization.asJson(canonical(value)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * With sorted fields, and without those that are empty: an empty list and no list are the same
     * to Kubernetes.
     */
    private static @Nullable Object canonical(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> fields -> {
                Map<String, Object> sorted = new TreeMap<>();
                FieldTree.map(fields)
                        .forEach(
                                (name, value) -> {
                                    Object kept = canonical(value);
                                    if (kept != null) {
                                        sorted.put(name, kept);
                                    }
                                });
                yield sorted.isEmpty() ? null : sorted;
            }
            case List<?> list ->
                    list.isEmpty() ? null : list.stream().map(Template::canonical).toList();
            case null, default -> node;
        };
    }
}
