package dev.connectivity.web.page;

import dev.connectivity.view.PolicyView;
import java.util.Comparator;

/**
 * A policy as HTML.
 *
 * @param html escaped
 */
record Rendered(PolicyView view, String html) {

    /** Else by name, so that nothing jumps about. */
    static final Comparator<Rendered> WORST_FIRST =
            Comparator.comparing((Rendered it) -> it.view().health())
                    .reversed()
                    .thenComparing(it -> it.view().suspended())
                    .thenComparing(it -> it.view().namespace())
                    .thenComparing(it -> it.view().name());

    String id() {
        return Sheet.id(view);
    }
}
