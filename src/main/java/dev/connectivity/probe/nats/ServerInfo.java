package dev.connectivity.probe.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectivity.probe.dial.ForeignAnswer;

/** What a server demands of its clients; the rest of what it tells of itself is not kept. */
record ServerInfo(boolean tlsRequired, boolean authRequired) {

    private static final JsonMapper JSON = new JsonMapper();

    static ServerInfo parse(String json) throws ForeignAnswer {
        try {
            JsonNode info = JSON.readTree(json);
            if (!info.isObject()) {
                throw new ForeignAnswer();
            }
            return new ServerInfo(
                    info.path("tls_required").asBoolean(), info.path("auth_required").asBoolean());
        } catch (JsonProcessingException _) {
            // Its message repeats what the server sent.
            throw new ForeignAnswer();
        }
    }
}
