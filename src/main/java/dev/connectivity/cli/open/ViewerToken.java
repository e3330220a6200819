package dev.connectivity.cli.open;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The token of whoever looks. It is taken anew before it runs out, as far as it says when, and once
 * it is refused. It goes into a header and nowhere else.
 */
final class ViewerToken {

    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** One that is refused again and again is not taken each time: that may start a program. */
    private static final Duration APART = Duration.ofSeconds(10);

    private final Supplier<String> source;
    private final InstantSource clock;
    private String token;
    private Instant renewed = Instant.EPOCH;

    /**
     * @param source gives a token that is good now, or throws a CommandException that says what to
     *     do
     */
    ViewerToken(Supplier<String> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.token = source.get();
    }

    synchronized String current() {
        return runsOut(token).filter(it -> it.minus(AHEAD).isBefore(clock.instant())).isPresent()
                ? renewed()
                : token;
    }

    /** After this one was refused; it may be the same again. */
    synchronized String insteadOf(String refused) {
        return token.equals(refused) ? renewed() : token;
    }

    private String renewed() {
        if (renewed.plus(APART).isBefore(clock.instant())) {
            renewed = clock.instant();
            token = source.get();
        }
        return token;
    }

    /** As a JSON Web Token says it; others say nothing. */
    private static Optional<Instant> runsOut(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    Serialization.jsonMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
            return Optional.of(claims.path("exp"))
                    .filter(JsonNode::isNumber)
                    .map(it -> Instant.ofEpochSecond(it.asLong()));
        } catch (IllegalArgumentException | IOException _) {
            // It has dots, and is none. What it holds stays untold.
            return Optional.empty();
        }
    }
}
