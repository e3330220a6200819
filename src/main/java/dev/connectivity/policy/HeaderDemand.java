package dev.connectivity.policy;

import java.util.List;
import java.util.Locale;

/**
 * What one header field of an answer must be like.
 *
 * @param name in lower case
 */
public record HeaderDemand(String name, Check check) {

    /**
     * @param values one per line of that name, none where it is absent
     */
    public boolean holds(List<String> values) {
        List<String> lower = values.stream().map(HeaderDemand::lower).toList();
        return switch (check) {
            case Check.Present _ -> !lower.isEmpty();
            case Check.Absent _ -> lower.isEmpty();
            case Check.Is is -> lower.contains(is.text());
            case Check.Contains part -> lower.stream().anyMatch(it -> it.contains(part.text()));
            case Check.Lacks part -> lower.stream().noneMatch(it -> it.contains(part.text()));
        };
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Texts are in lower case: header fields of this kind are compared without it. */
    public sealed interface Check {

        record Present() implements Check {}

        record Absent() implements Check {}

        record Is(String text) implements Check {}

        record Contains(String text) implements Check {}

        record Lacks(String text) implements Check {}
    }
}
