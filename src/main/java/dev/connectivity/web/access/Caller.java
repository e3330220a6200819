package dev.connectivity.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who sent the request that is being answered. */
@RequestScoped
public class Caller {

    private static final String SCHEME = "Bearer ";

    /** What proxies that log people in send, and what survives the API server's own proxy. */
    private static final String FORWARDED = "X-Forwarded-Access-Token";

    private final HttpHeaders headers;
    private final Viewers viewers;

    public Caller(HttpHeaders headers, Viewers viewers) {
        this.headers = headers;
        this.viewers = viewers;
    }

    /** {@code Authorization: Bearer TOKEN}, else {@code X-Forwarded-Access-Token: TOKEN}. */
    public Optional<String> token() {
        return token(headers::getHeaderString);
    }

    /**
     * As above.
     *
     * @param header the value of a header by its name; null where it is not there
     */
    public static Optional<String> token(Function<String, @Nullable String> header) {
        return Optional.ofNullable(header.apply(HttpHeaders.AUTHORIZATION))
                .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(it -> it.substring(SCHEME.length()).strip())
                .or(() -> Optional.ofNullable(header.apply(FORWARDED)))
                .filter(it -> !it.isEmpty());
    }

    /**
     * Empty without a token, or with a bad one.
     *
     * @throws UndecidedException where the API server does not say
     */
    public Optional<Viewer> viewer() {
        return token().flatMap(viewers::viewer);
    }
}
