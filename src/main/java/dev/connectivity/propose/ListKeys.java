package dev.connectivity.propose;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** By which of its fields an entry of a list is told from the others. */
final class ListKeys {

    private static final String PROTOCOL = "protocol";

    private ListKeys() {}

    /** Ports have a number, and all else a name. */
    static String of(Map<String, Object> entry) {
        return Stream.of("containerPort", "port")
                .filter(entry::containsKey)
                .findFirst()
                .orElse("name");
    }

    /** Whether a list is one of entries that have such a field. */
    static boolean has(List<?> list) {
        return !list.isEmpty()
                && list.stream()
                        .allMatch(
                                it ->
                                        it instanceof Map<?, ?> entry && entry.get("name") != null
                                                || isPort(it));
    }

    /** Where the entry is that is meant by one of a patch; -1 where there is none. */
    static int find(List<?> list, Map<String, Object> wanted) {
        String key = of(wanted);
        return IntStream.range(0, list.size())
                .filter(
                        place ->
                                list.get(place) instanceof Map<?, ?> entry
                                        && String.valueOf(wanted.get(key))
                                                .equals(String.valueOf(entry.get(key)))
                                        && protocol(wanted).equals(protocol(entry)))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isPort(Object entry) {
        return entry instanceof Map<?, ?> port
                && (port.containsKey("containerPort") || port.containsKey("port"));
    }

    private static Object protocol(Map<?, ?> entry) {
        return Objects.requireNonNullElse(entry.get(PROTOCOL), "TCP");
    }
}
