package dev.connectivity.web.page;

import dev.connectivity.view.PolicyView;
import dev.connectivity.view.Seen;
import dev.connectivity.web.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Policies as HTML, the same for everybody who may see them: made when somebody looks, at most once
 * a second however many do, and anew only where something changed. It takes milliseconds of CPU, so
 * it is not for virtual threads: those share one with all probes.
 */
@ApplicationScoped
class Board {

    private static final Duration FRESH = Duration.ofMillis(900);
    private static final Duration KEPT = Duration.ofSeconds(10);

    /**
     * Policies of a namespace, or one policy.
     *
     * @param made when
     */
    private record Shelf(Instant made, List<Rendered> rendered) {}

    private final Inventory inventory;
    private final Renderer renderer;
    private final InstantSource clock;
    private final Map<String, Shelf> cards = new HashMap<>();
    private final Map<String, Shelf> sheets = new HashMap<>();

    Board(Inventory inventory, Renderer renderer, InstantSource clock) {
        this.inventory = inventory;
        this.renderer = renderer;
        this.clock = clock;
    }

    /** The policies of these namespaces, the worst first. */
    synchronized List<Rendered> cards(Set<String> namespaces) {
        cards.keySet().retainAll(inventory.namespaces());
        return namespaces.stream()
                .flatMap(it -> cardsOf(it).stream())
                .sorted(Rendered.WORST_FIRST)
                .toList();
    }

    /** One policy in full; empty where there is none of this name. */
    synchronized Optional<Rendered> sheet(String namespace, String name) {
        Instant stale = clock.instant().minus(KEPT);
        sheets.values().removeIf(it -> it.made().isBefore(stale));
        return fresh(
                        sheets,
                        namespace + "/" + name,
                        () -> inventory.policy(namespace, name).stream(),
                        renderer::sheet)
                .stream()
                .findFirst();
    }

    private List<Rendered> cardsOf(String namespace) {
        return fresh(cards, namespace, () -> inventory.policies(namespace), renderer::card);
    }

    private List<Rendered> fresh(
            Map<String, Shelf> shelves,
            String key,
            Supplier<Stream<Seen>> look,
            Function<PolicyView, String> render) {
        Instant now = clock.instant();
        Shelf before = shelves.getOrDefault(key, new Shelf(Instant.MIN, List.of()));
        if (before.made().plus(FRESH).isAfter(now)) {
            return before.rendered();
        }
        Map<String, Rendered> known = new HashMap<>();
        before.rendered().forEach(it -> known.put(it.id(), it));
        List<Rendered> rendered =
                look.get()
                        .map(PolicyView::of)
                        .map(
                                it ->
                                        Optional.ofNullable(known.get(Sheet.id(it)))
                                                .filter(old -> old.view().saysTheSameAs(it))
                                                .orElseGet(
                                                        () -> new Rendered(it, render.apply(it))))
                        .toList();
        shelves.put(key, new Shelf(now, rendered));
        return rendered;
    }
}
