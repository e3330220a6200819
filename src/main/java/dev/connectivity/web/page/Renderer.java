package dev.connectivity.web.page;

import dev.connectivity.explain.Runbook;
import dev.connectivity.view.PolicyView;
import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Fills templates. What they are given is declared in them and checked when they are built, and all
 * text is escaped.
 */
@ApplicationScoped
class Renderer {

    private final Engine engine;

    /** Made when somebody first asks for it. */
    private static final class Book {
        static final String HTML = html();
    }

    Renderer(Engine engine) {
        this.engine = engine;
    }

    /**
     * A policy among others.
     *
     * @param full whether more is shown of what is not well than its reason and remedy
     */
    String card(PolicyView view, boolean full) {
        return engine.getTemplate("page/card").data("sheet", Sheet.of(view), "full", full).render();
    }

    /** A policy in full. */
    String sheet(PolicyView view) {
        return engine.getTemplate("page/sheet").data("sheet", Sheet.of(view)).render();
    }

    String overview(Frame frame, Overview overview) {
        return engine.getTemplate("page/overview")
                .data("frame", frame, "overview", overview)
                .render();
    }

    /**
     * @param html of {@link #sheet}
     */
    String policy(Frame frame, String html) {
        return engine.getTemplate("page/policy")
                .data("frame", frame, "html", new RawString(html))
                .render();
    }

    String notice(Frame frame, Notice notice) {
        return engine.getTemplate("page/notice").data("frame", frame, "notice", notice).render();
    }

    String runbook(Frame frame) {
        return engine.getTemplate("page/runbook")
                .data("frame", frame, "html", new RawString(Book.HTML))
                .render();
    }

    private static String html() {
        List<Extension> extensions =
                List.of(TablesExtension.create(), HeadingAnchorExtension.create());
        return HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(Runbook.text()));
    }
}
