package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.FieldPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the paths that {@link FieldPath#toString} writes; keys come back as texts. */
final class PathText {

    private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z0-9]+)|\\[([^]]+)]");

    private PathText() {}

    /** Empty for what no field path reads as. */
    static Optional<FieldPath> read(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            steps.add(
                    matcher.group(1) != null
                            ? new Step.Field(matcher.group(1))
                            : new Step.Entry(keys(matcher.group(2))));
        }
        return end == text.length() && end > 0
                ? Optional.of(new FieldPath(List.copyOf(steps)))
                : Optional.empty();
    }

    /** Whether one is the other, or lies below it. */
    static boolean overlap(FieldPath one, FieldPath other) {
        for (int i = 0; i < Math.min(one.steps().size(), other.steps().size()); i++) {
            if (!same(one.steps().get(i), other.steps().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Step one, Step other) {
        return switch (one) {
            case Step.Field field -> field.equals(other);
            case Step.Entry entry ->
                    other instanceof Step.Entry it
                            && (FieldTree.contains(it.keys(), entry.keys())
                                    || FieldTree.contains(entry.keys(), it.keys()));
        };
    }

    private static Map<String, Object> keys(String text) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            keys.put(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
        }
        return keys;
    }
}
