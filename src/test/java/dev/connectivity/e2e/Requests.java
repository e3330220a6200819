package dev.connectivity.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator has asked of the API server since the cluster began, from its audit log. */
final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECISION = "authorization.k8s.io/decision";
    private static final String WHY = "authorization.k8s.io/reason";

    private static final String POD = "authentication.kubernetes.io/pod-name";

    /** Created to ask who somebody is, and what they may do: nothing is written. */
    private static final Set<String> ASKING =
            Set.of("selfsubjectrulesreviews", "tokenreviews", "subjectaccessreviews");

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

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

    /** Each request about Secrets, as {@code get storefront-db}. */
    Set<String> ofSecrets() {
        return events(
                events ->
                        events.filter(it -> it.at("/objectRef/resource").asText().equals("secrets"))
                                .map(
                                        it ->
                                                it.path("verb").asText()
                                                        + " "
                                                        + it.at("/objectRef/name").asText())
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static String right(String verb, String group, String resource) {
        return verb + " " + (group.isEmpty() ? "" : group + "/") + resource;
    }

    /** One write that the API server granted. */
    record Write(Instant at, String pod, String resource, String namespace, boolean tried) {

        /** Of what is somebody else's, and not only as a dry run. */
        boolean changesWorkloadOf(String wanted) {
            return !tried
                    && namespace.equals(wanted)
                    && Set.of("services", "deployments").contains(resource);
        }

        boolean isOfLease() {
            return resource.equals("leases") && namespace.equals(Operator.NAMESPACE);
        }
    }

    /** In the order in which they came, those of the deployed operator's pods. */
    List<Write> writes() {
        return events(
                events ->
                        events.filter(event -> WRITES.contains(event.path("verb").asText()))
                                .filter(event -> event.at("/responseStatus/code").asInt() < 300)
                                .map(Requests::write)
                                .filter(write -> write.pod().startsWith(Operator.NAME + "-"))
                                .filter(write -> !ASKING.contains(write.resource()))
                                .sorted(Comparator.comparing(Write::at))
                                .toList());
    }

    private static Write write(JsonNode event) {
        JsonNode object = event.path("objectRef");
        return new Write(
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                event.path("user").path("extra").path(POD).path(0).asText(),
                object.path("resource").asText(),
                object.path("namespace").asText(),
                event.path("requestURI").asText().contains("dryRun="));
    }

    /** How often the operator has changed Services and Deployments of a namespace. */
    long changesOfWorkloads(String namespace) {
        return writes().stream().filter(write -> write.changesWorkloadOf(namespace)).count();
    }

    private Set<String> rights(String decision, String why) {
        return events(
                events ->
                        events.filter(
                                        event ->
                                                event.at("/annotations")
                                                        .path(DECISION)
                                                        .asText()
                                                        .equals(decision))
                                .filter(
                                        event ->
                                                event.at("/annotations")
                                                        .path(WHY)
                                                        .asText()
                                                        .contains(why))
                                .flatMap(Requests::rights)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private <T> T events(Function<Stream<JsonNode>, T> read) {
        try (Stream<String> lines = Files.lines(log)) {
            // The last line may be half written.
            return read.apply(lines.filter(line -> line.endsWith("}")).map(Requests::parse));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An apply that made its object took the right to create it as well. */
    private static Stream<String> rights(JsonNode event) {
        boolean made =
                event.path("verb").asText().equals("patch")
                        && event.at("/responseStatus/code").asInt() == 201;
        return made
                ? Stream.of(right("patch", event), right("create", event))
                : Stream.of(right(event.path("verb").asText(), event));
    }

    private static String right(String verb, JsonNode event) {
        JsonNode object = event.path("objectRef");
        String sub = object.path("subresource").asText();
        return right(
                verb,
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
