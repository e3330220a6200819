package dev.connectivity.web.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * For whom a token was made. One that names us was made to be used here alone and opens nothing
 * else; all others have to be good for the API server itself. What is read here is unverified, and
 * only says what to ask the API server for.
 */
final class Audience {

    static final String OURS = "connectivity.dev";

    private static final JsonMapper JSON = new JsonMapper();

    private Audience() {}

    /** What the API server is to demand of it; empty: what it demands of its own callers. */
    static List<String> toDemand(String token) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 3 && names(parts[1]) ? List.of(OURS) : List.of();
    }

    private static boolean names(String payload) {
        try {
            JsonNode named = JSON.readTree(Base64.getUrlDecoder().decode(payload)).path("aud");
            return isOurs(named)
                    || StreamSupport.stream(named.spliterator(), false).anyMatch(Audience::isOurs);
        } catch (IllegalArgumentException | IOException notOfThisForm) {
            return false;
        }
    }

    private static boolean isOurs(JsonNode name) {
        return OURS.equals(name.textValue());
    }
}
