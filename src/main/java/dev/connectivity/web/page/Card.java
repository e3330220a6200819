package dev.connectivity.web.page;

import dev.connectivity.view.PolicyView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** A policy, and its HTML from when that was first asked for. Not for several threads at once. */
final class Card {

    /** Else by name, so that nothing jumps about. */
    static final Comparator<Card> WORST_FIRST =
            Comparator.comparing((Card it) -> it.view.health())
                    .reversed()
                    .thenComparing(it -> it.view.suspended())
                    .thenComparing(it -> it.view.namespace())
                    .thenComparing(it -> it.view.name());

    private final PolicyView view;
    private final BiFunction<PolicyView, Boolean, String> render;
    private final Map<Boolean, Rendered> made = new HashMap<>();

    Card(PolicyView view, BiFunction<PolicyView, Boolean, String> render) {
        this.view = view;
        this.render = render;
    }

    PolicyView view() {
        return view;
    }

    /** All that is known of it; or of what is not well, its reason and remedy. */
    Rendered rendered(boolean full) {
        return made.computeIfAbsent(full, it -> new Rendered(view, render.apply(view, it)));
    }
}
