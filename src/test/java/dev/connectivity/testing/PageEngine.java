package dev.connectivity.testing;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The templates as the product has them, without the container, which would check their types. */
public final class PageEngine {

    private PageEngine() {}

    public static Engine create() {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .addLocator(PageEngine::locate)
                .build();
    }

    private static Optional<TemplateLocation> locate(String id) {
        return Optional.ofNullable(
                        PageEngine.class.getResourceAsStream("/templates/" + id + ".html"))
                .map(Located::new);
    }

    private record Located(InputStream content) implements TemplateLocation {

        @Override
        public Reader read() {
            return new InputStreamReader(content, StandardCharsets.UTF_8);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType("text/html"));
        }
    }
}
