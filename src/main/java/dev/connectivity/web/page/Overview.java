package dev.connectivity.web.page;

import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import io.quarkus.qute.RawString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every policy that somebody may see.
 *
 * @param entries the worst first
 * @param namespaces in their order
 */
public record Overview(
        List<Entry> entries, List<Chip> chips, List<String> namespaces, Filter filter) {

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
     * What is asked for.
     *
     * @param health none of them: all
     * @param namespace empty: all
     * @param text empty: all
     */
    public record Filter(Set<Health> health, String namespace, String text) {

        static final Filter NONE = new Filter(Set.of(), "", "");

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
                cards.stream().map(it -> it.view().namespace()).distinct().sorted().toList(),
                filter);
    }

    private static Chip chip(Health health, List<Rendered> cards, Filter filter) {
        return new Chip(
                health,
                cards.stream().filter(it -> it.view().health() == health).count(),
                filter.health().contains(health));
    }

    /** What the text filter looks in. */
    static String words(PolicyView view) {
        String reason = view.headline().map(PolicyView.Headline::reason).orElse("");
        return (Sheet.id(view) + " " + view.workload() + " " + reason).toLowerCase(Locale.ROOT);
    }
}
