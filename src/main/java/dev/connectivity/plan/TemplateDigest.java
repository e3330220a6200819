package dev.connectivity.plan;

import dev.connectivity.diagnose.Fix;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells whether a change of a pod template is one that was tried before: the same fixes to the same rest of the template. Scaling
 * does not touch the template, so it is no new try.
 */
final class TemplateDigest {

    /** 64 bits: that two of one workload's templates collide is not to be feared. */
    private static final int BYTES = 8;

    private TemplateDigest() {}

    static String of(Holding workload, List<Fix> fixes) {
        Map<String, Object> rest = FieldTree.map(FieldTree.copy(workload.tree()));
        fixes.forEach(fix -> FieldTree.remove(rest, fix.path()));
        StringBuilder text = new StringBuilder(Serialization.asJson(sorted(template(rest))));
        fixes.stream()
                .map(fix -> fix.path() + "=" + Serialization.asJson(fix.value()))
                .sorted()
                .forEach(text::append);
        return sha256(text.toString());
    }

    private static Object template(Map<String, Object> tree) {
        return Optional.ofNullable(tree.get("spec"))
                .map(spec -> FieldTree.map(spec).get("template"))
                .orElse(Map.of());
    }

    private static Object sorted(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, value) -> sorted.put(String.valueOf(key), value == null ? "" : sorted(value)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(TemplateDigest::sorted).toList();
            default -> node;
        };
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
