package dev.connectivity.web.page;

import dev.connectivity.view.PolicyView;

/**
 * A policy as HTML.
 *
 * @param html escaped
 */
record Rendered(PolicyView view, String html) {

    String id() {
        return Sheet.id(view);
    }
}
