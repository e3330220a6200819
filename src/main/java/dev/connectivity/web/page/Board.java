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
import java.util.function.BiFunction;
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
    private record Shelf(Instant made, List<Card> cards) {}

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

    /** The policies of these namespaces, the worst first, and few of them in full. */
    synchronized List<Rendered> cards(Set<String> namespaces, Spotlight spotlight) {
        cards.keySet().retainAll(inventory.namespaces());
        List<Card> all =
                namespaces.stream()
                        .flatMap(it -> cardsOf(it).stream())
                        .sorted(Card.WORST_FIRST)
                        .toList();
        Set<String> lit = spotlight.on(all.stream().map(Card::view).toList());
        return all.stream().map(it -> it.rendered(lit.contains(Sheet.id(it.view())))).toList();
    }

    /** One policy in full; empty where there is none of this name. */
    synchronized Optional<Rendered> sheet(String namespace, String name) {
        Instant stale = clock.instant().minus(KEPT);
        sheets.values().removeIf(it -> it.made().isBefore(stale));
        return fresh(
                        sheets,
                        namespace + "/" + name,
                        () -> inventory.policy(namespace, name).stream(),
                        (view, _) -> renderer.sheet(view))
                .stream()
                .map(it -> it.rendered(true))
                .findFirst();
    }

    private List<Card> cardsOf(String namespace) {
        return fresh(cards, namespace, () -> inventory.policies(namespace), renderer::card);
    }

    private List<Card> fresh(
            Map<String, Shelf> shelves,
            String key,
            Supplier<Stream<Seen>> look,
            BiFunction<PolicyView, Boolean, String> render) {
        Instant now = clock.instant();
        Shelf before = shelves.getOrDefault(key, new Shelf(Instant.MIN, List.of()));
        if (before.made().plus(FRESH).isAfter(now)) {
            return before.cards();
        }
        Map<String, Card> known = new HashMap<>();
        before.cards().forEach(it -> known.put(Sheet.id(it.view()), it));
        List<Card> all =
                look.get()
                        .map(PolicyView::of)
                        .map(
                                it ->
                                        Optional.ofNullable(known.get(Sheet.id(it)))
                                                .filter(old -> old.view().saysTheSameAs(it))
                                                .orElseGet(() -> new Card(it, render)))
                        .toList();
        shelves.put(key, new Shelf(now, all));
        return all;
    }
}
