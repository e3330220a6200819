package dev.connectivity.propose;

import dev.connectivity.propose.Patch.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a strategic merge patch into a JSON patch of the object that there is. */
final class JsonPatch {

    private final List<Operation> operations = new ArrayList<>();

    private JsonPatch() {}

    static List<Operation> of(Map<String, Object> live, PatchTree patch) {
        JsonPatch walk = new JsonPatch();
        walk.fields("", live, patch.root());
        return List.copyOf(walk.operations);
    }

    private void fields(String at, Map<String, Object> live, Map<String, Object> patch) {
        patch.forEach(
                (name, wanted) -> {
                    if (!name.startsWith(PatchTree.ORDER)) {
                        Object order = patch.get(PatchTree.ORDER + name);
                        field(at + "/" + escaped(name), live.get(name), wanted, order);
                    }
                });
    }

    private void field(
            String path, @Nullable Object live, @Nullable Object wanted, @Nullable Object order) {
        if (PatchTree.takesAway(wanted)) {
            if (live != null) {
                operations.add(new Operation("remove", path, null));
            }
        } else if (live instanceof Map<?, ?> fields && wanted instanceof Map<?, ?> patch) {
            fields(path, PatchTree.map(fields), PatchTree.map(patch));
        } else if (live instanceof List<?> list
                && wanted instanceof List<?> patch
                && ListKeys.has(patch)) {
            entries(path, new ArrayList<>(list), patch, order instanceof List<?> it ? it : patch);
        } else if (!String.valueOf(wanted).equals(String.valueOf(live))) {
            operations.add(new Operation("add", path, whole(wanted)));
        }
    }

    private void entries(String path, List<Object> live, List<?> patch, List<?> order) {
        for (Object entry : patch) {
            Map<String, Object> wanted = PatchTree.map(entry);
            int place = ListKeys.find(live, wanted);
            if (place >= 0) {
                test(path, live, place, wanted);
                fields(path + "/" + place, PatchTree.map(live.get(place)), wanted);
            } else {
                insert(path, live, wanted, order);
            }
        }
    }

    /** Before the entry that is to follow it; at the end where none is. */
    private void insert(String path, List<Object> live, Map<String, Object> wanted, List<?> order) {
        int place = ListKeys.find(order, wanted);
        int next =
                order.stream()
                        .skip(place < 0 ? order.size() : place + 1L)
                        .map(PatchTree::map)
                        .mapToInt(it -> ListKeys.find(live, it))
                        .filter(it -> it >= 0)
                        .findFirst()
                        .orElse(-1);
        if (next >= 0) {
            test(path, live, next, PatchTree.map(live.get(next)));
            live.add(next, wanted);
        } else {
            live.add(wanted);
        }
        operations.add(new Operation("add", path + (next < 0 ? "/-" : "/" + next), whole(wanted)));
    }

    private void test(String path, List<?> live, int place, Map<String, Object> wanted) {
        String key = ListKeys.of(wanted);
        Object value = PatchTree.map(live.get(place)).get(key);
        operations.add(new Operation("test", path + "/" + place + "/" + key, value));
    }

    /** Without what says how to merge it. */
    private static Object whole(@Nullable Object wanted) {
        return switch (wanted) {
            case Map<?, ?> fields -> {
                Map<String, Object> kept = new LinkedHashMap<>();
                PatchTree.map(fields)
                        .forEach(
                                (name, value) -> {
                                    if (!name.startsWith("$") && !PatchTree.takesAway(value)) {
                                        kept.put(name, whole(value));
                                    }
                                });
                yield kept;
            }
            case List<?> list -> list.stream().map(JsonPatch::whole).toList();
            case null, default -> Objects.requireNonNull(wanted);
        };
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
