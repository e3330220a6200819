package dev.connectivity.web.page;

import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import dev.connectivity.view.PolicyView.Headline;
import io.quarkus.qute.RawString;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every policy that somebody may see.
 *
 * @param entries the worst first
 * @param namespaces in their order
 */
public record Overview(
        List<Entry> entries,
        List<Chip> chips,
        List<Cause> causes,
        List<String> namespaces,
        Filter filter) {

    /**
     * One policy.
     *
     * @param html a card, escaped already
     * @param shown whether the filter takes it
     */
    public record Entry(PolicyView view, RawString html, boolean shown) {

        public String id() {
            return Sheet.id(view);
        }
    }

    /** How many fare so, and whether these are asked for. */
    public record Chip(Health health, long count, boolean wanted) {}

    /**
     * How many are not well for this reason.
     *
     * @param wanted whether it is what is asked for
     */
    public record Cause(String reason, long count, boolean wanted) {}

    /**
     * What is asked for.
     *
     * @param health none of them: all
     * @param namespace empty: all
     * @param text empty: all
     */
    public record Filter(Set<Health> health, String namespace, String text) {

        static final Filter NONE = new Filter(Set.of(), "", "");

        /** What is no state asks for nothing. */
        static Filter of(List<String> health, String namespace, String text) {
            return new Filter(
                    Arrays.stream(Health.values())
                            .filter(it -> health.contains(it.name()))
                            .collect(Collectors.toUnmodifiableSet()),
                    namespace,
                    text);
        }

        boolean takes(PolicyView view) {
            return (health.isEmpty() || health.contains(view.health()))
                    && (namespace.isEmpty() || namespace.equals(view.namespace()))
                    && words(view).contains(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    static Overview of(List<Rendered> cards, Filter filter) {
        return new Overview(
                cards.stream()
                        .map(
                                it ->
                                        new Entry(
                                                it.view(),
                                                new RawString(it.html()),
                                                filter.takes(it.view())))
                        .toList(),
                Arrays.asList(Health.values()).reversed().stream()
                        .map(it -> chip(it, cards, filter))
                        .toList(),
                causes(cards, filter),
                cards.stream().map(it -> it.view().namespace()).distinct().sorted().toList(),
                filter);
    }

    private static Chip chip(Health health, List<Rendered> cards, Filter filter) {
        return new Chip(
                health,
                cards.stream().filter(it -> it.view().health() == health).count(),
                filter.health().contains(health));
    }

    /** The most frequent first. */
    private static List<Cause> causes(List<Rendered> cards, Filter filter) {
        return cards.stream()
                .filter(it -> !Sheet.calm(it.view()))
                .flatMap(it -> it.view().headline().stream())
                .collect(Collectors.groupingBy(Headline::reason, Collectors.counting()))
                .entrySet()
                .stream()
                .map(
                        it ->
                                new Cause(
                                        it.getKey(),
                                        it.getValue(),
                                        it.getKey().equalsIgnoreCase(filter.text().strip())))
                .sorted(Comparator.comparing(Cause::count).reversed().thenComparing(Cause::reason))
                .toList();
    }

    /** How many are not well, for those who hear it. */
    public String tally() {
        return chips.stream()
                .filter(it -> it.health() != Health.Up && it.count() > 0)
                .map(it -> it.count() + " " + it.health().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What the text filter looks in. */
    static String words(PolicyView view) {
        String reason = view.headline().map(Headline::reason).orElse("");
        return (Sheet.id(view) + " " + view.workload() + " " + reason).toLowerCase(Locale.ROOT);
    }
}
