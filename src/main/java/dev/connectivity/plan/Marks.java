package dev.connectivity.plan;

import dev.connectivity.plan.ManagedObject.Holder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * By what an object is known to be kept as it is by a tool that comes back.
 *
 * @param texts {@code KEY} of a label or an annotation, {@code PREFIX/*}, {@code KEY=VALUE}, or
 *     {@code @NAME} of a field manager that holds anything of the object
 */
public record Marks(Set<String> texts) {

    private static final String MANAGER = "@";
    private static final String ANY = "*";

    boolean areOn(ManagedObject object) {
        return texts.stream().anyMatch(mark -> isOn(object, mark));
    }

    private static boolean isOn(ManagedObject object, String mark) {
        if (mark.startsWith(MANAGER)) {
            String manager = mark.substring(MANAGER.length());
            return object.holders().stream().map(Holder::manager).anyMatch(manager::equals);
        }
        int equals = mark.indexOf('=');
        String key = equals < 0 ? mark : mark.substring(0, equals);
        return Stream.of(object.metadata().getLabels(), object.metadata().getAnnotations())
                .filter(Objects::nonNull)
                .flatMap(it -> it.entrySet().stream())
                .filter(it -> matches(key, it.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(it -> equals < 0 || mark.substring(equals + 1).equals(it));
    }

    /** Whether a name is the wanted one; a trailing {@code *} stands for any rest. */
    static boolean matches(String wanted, String name) {
        return wanted.endsWith(ANY)
                ? name.startsWith(wanted.substring(0, wanted.length() - ANY.length()))
                : name.equals(wanted);
    }
}
