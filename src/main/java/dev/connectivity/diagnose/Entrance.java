package dev.connectivity.diagnose;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Optional;

/**
 * A rule of a gateway that sends requests to a Service.
 *
 * @param gateway {@code Kind/name} of the object that holds the rule
 * @param rule host and path, as people write them
 * @param port of the Service: number or name; empty where the rule names none
 * @param complaint what the gateway says against the rule in its status; empty where nothing
 */
public record Entrance(
        String gateway,
        String rule,
        String service,
        Optional<IntOrString> port,
        Optional<String> complaint) {}
