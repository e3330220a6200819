package dev.connectivity.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the operator has asked of the API server since the cluster began, from its audit log. */
final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECISION = "authorization.k8s.io/decision";
    private static final String WHY = "authorization.k8s.io/reason";

    private final Path log;

    private Requests(Path log) {
        this.log = log;
    }

    static Requests ofTestbed() {
        return new Requests(Path.of(Shell.succeed("", "src/testbed/cluster", "audit").strip()));
    }

    /** Rights of its own roles that were used, as {@code patch apps/deployments}. */
    Set<String> used() {
        return rights("allow", "connectivity-operator");
    }

    Set<String> refused() {
        return rights("forbid", "");
    }

    static String right(String verb, String group, String resource) {
        return verb + " " + (group.isEmpty() ? "" : group + "/") + resource;
    }

    private Set<String> rights(String decision, String why) {
        Set<String> rights = new TreeSet<>();
        try (Stream<String> lines = Files.lines(log)) {
            // The last line may be half written.
            lines.filter(line -> line.endsWith("}"))
                    .map(Requests::parse)
                    .filter(
                            event ->
                                    event.at("/annotations")
                                            .path(DECISION)
                                            .asText()
                                            .equals(decision))
                    .filter(event -> event.at("/annotations").path(WHY).asText().contains(why))
                    .map(Requests::right)
                    .forEach(rights::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rights;
    }

    private static String right(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String sub = object.path("subresource").asText();
        return right(
                event.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
