package dev.connectivity.traffic;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Whether fields are as they are wanted. */
final class Likeness {

    private Likeness() {}

    /**
     * Whether there is all that is wanted: what the API server fills in, and what others add, may
     * be there beside, but not in lists.
     */
    static boolean has(@Nullable Object live, Object wanted) {
        return switch (wanted) {
            case Map<?, ?> fields ->
                    live instanceof Map<?, ?> present
                            && fields.entrySet().stream()
                                    .allMatch(it -> has(present.get(it.getKey()), it.getValue()));
            case List<?> entries ->
                    live instanceof List<?> present
                            && present.size() == entries.size()
                            && IntStream.range(0, entries.size())
                                    .allMatch(i -> has(present.get(i), entries.get(i)));
            default -> String.valueOf(wanted).equals(String.valueOf(live));
        };
    }

    /** Short, and the same for the same text. */
    static String digest(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
