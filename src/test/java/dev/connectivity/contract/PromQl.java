package dev.connectivity.contract;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A query, as far as the metrics go that it names. */
record PromQl(String query) {

    private static final Pattern NOT_METRICS =
            Pattern.compile(
                    "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]"
                            + "|\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w|\\s*\\()");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "by", "on", "group_left");

    Set<String> metrics() {
        String rest = query;
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            rest = NOT_METRICS.matcher(rest).replaceAll(" ");
        }
        return NAME.matcher(rest)
                .results()
                .map(match -> match.group())
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
