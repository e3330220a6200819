package dev.connectivity.diagnose.pool;

import dev.connectivity.policy.Pool;
import dev.connectivity.policy.PoolSetting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that settings are made of.
 *
 * @param values by placeholder; one without a value is left alone
 */
record PoolNumbers(Map<String, String> values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("[{][A-Za-z]+[}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    static PoolNumbers of(Pool pool, OptionalInt size) {
        Map<String, String> values = new TreeMap<>();
        size.ifPresent(it -> values.put(PoolSetting.POOL_SIZE, Integer.toString(it)));
        put(values, "connect", pool.connectTimeout());
        put(values, "acquire", pool.acquireTimeout());
        return new PoolNumbers(values);
    }

    private static void put(Map<String, String> values, String which, Optional<Duration> timeout) {
        timeout.ifPresent(
                it -> {
                    values.put(
                            "{%sTimeoutSeconds}".formatted(which), Long.toString(it.toSeconds()));
                    values.put("{%sTimeoutMillis}".formatted(which), Long.toString(it.toMillis()));
                });
    }

    /** Empty where a number that it needs is to be left alone. */
    Optional<String> render(String template) {
        if (PLACEHOLDER
                .matcher(template)
                .results()
                .anyMatch(it -> !values.containsKey(it.group()))) {
            return Optional.empty();
        }
        return Optional.of(
                PLACEHOLDER
                        .matcher(template)
                        .replaceAll(it -> Matcher.quoteReplacement(values.get(it.group()))));
    }

    /** The pool's size in a text that was made from the template; empty where it was not. */
    static OptionalInt sizeIn(String text, String template) {
        if (!template.contains(PoolSetting.POOL_SIZE)) {
            return OptionalInt.empty();
        }
        StringBuilder expression = new StringBuilder();
        int end = 0;
        boolean found = false;
        Matcher placeholders = PLACEHOLDER.matcher(template);
        while (placeholders.find()) {
            expression.append(Pattern.quote(template.substring(end, placeholders.start())));
            boolean size = placeholders.group().equals(PoolSetting.POOL_SIZE) && !found;
            expression.append(size ? "(" + NUMBER + ")" : NUMBER);
            found |= size;
            end = placeholders.end();
        }
        expression.append(Pattern.quote(template.substring(end)));
        Matcher matcher = Pattern.compile(expression.toString()).matcher(text.strip());
        return matcher.matches()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }
}
