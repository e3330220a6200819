package dev.connectivity.diagnose.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a variable that holds a connection URL: {@code $(DB_URL)?connection_limit=20}, or
 * {@code postgresql://$(USER):$(PASSWORD)@db:5432/shop?pool=5}.
 *
 * @param base all before the parameters
 * @param separator what parts them from it; empty where there are none
 * @param parameters {@code name=value} each
 */
record ConnectionUrl(String base, Optional<String> separator, List<String> parameters) {

    private static final String REFERENCE = "[$][(][-._A-Za-z0-9]+[)]";
    private static final Pattern ONE_VARIABLE = Pattern.compile("[$][(]([-._A-Za-z0-9]+)[)]");

    private static final Pattern REFERRED =
            Pattern.compile("(?<base>" + REFERENCE + ")(?:(?<mark>[?&])(?<rest>.*))?");

    /** Without a user, or with a password that is a reference. */
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<base>[a-z][a-z0-9+.-]*://(?:(?:"
                            + REFERENCE
                            + "|[^@/?#:$]*)(?::"
                            + REFERENCE
                            + ")?@)?(?:"
                            + REFERENCE
                            + "|[^@?#$])*)(?:(?<mark>[?])(?<rest>.*))?");

    /** Names of parameters whose values are nobody's to repeat. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|secret|token|key|cert).*");

    /** Empty where its parts cannot be told, or where it may hold a credential as text. */
    static Optional<ConnectionUrl> parse(String text) {
        for (Pattern form : List.of(REFERRED, WRITTEN)) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return Optional.of(
                                new ConnectionUrl(
                                        matcher.group("base"),
                                        Optional.ofNullable(matcher.group("mark")),
                                        split(matcher.group("rest"))))
                        .filter(url -> url.parameters().stream().noneMatch(ConnectionUrl::hides));
            }
        }
        return Optional.empty();
    }

    private static List<String> split(@org.jspecify.annotations.Nullable String rest) {
        return rest == null || rest.isEmpty() ? List.of() : List.of(rest.split("&"));
    }

    private static boolean hides(String parameter) {
        return SECRET.matcher(name(parameter)).matches() && !parameter.endsWith(")");
    }

    /** The variable that all of the base is taken from. */
    Optional<String> variable() {
        Matcher matcher = ONE_VARIABLE.matcher(base);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The last of that name, as most readers take it. */
    Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(it -> name(it).equals(name))
                .reduce((one, other) -> other)
                .map(it -> it.substring(Math.min(it.length(), name.length() + 1)));
    }

    /** With these values: where a name is there already, in its place; else at the end. */
    ConnectionUrl with(Map<String, String> values, String mark) {
        List<String> all = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (String parameter : parameters) {
            String name = name(parameter);
            if (!values.containsKey(name)) {
                all.add(parameter);
            } else if (!placed.contains(name)) {
                placed.add(name);
                all.add(name + "=" + values.get(name));
            }
        }
        values.forEach(
                (name, value) -> {
                    if (!placed.contains(name)) {
                        all.add(name + "=" + value);
                    }
                });
        return new ConnectionUrl(base, Optional.of(mark), List.copyOf(all));
    }

    String text() {
        return parameters.isEmpty()
                ? base
                : base + separator.orElse("?") + String.join("&", parameters);
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }
}
