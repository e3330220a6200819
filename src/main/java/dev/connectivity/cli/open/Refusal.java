package dev.connectivity.cli.open;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.shell.ShellWord;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the page cannot be shown, and what to do.
 *
 * @param passing whether it may be well again by itself
 */
record Refusal(ExitCode exitCode, boolean passing, String words) implements Reply {

    /** As the API server writes text between quotes: with a backslash before what would end it. */
    private static final Pattern WHO = Pattern.compile("User \"((?:[^\"\\\\]|\\\\.)+)\"");

    CommandException exception() {
        return new CommandException(exitCode, words);
    }

    /** No answer came. */
    static Refusal unreachable(Place place, boolean apiServer, Throwable cause) {
        return new Refusal(
                ExitCode.Undetermined,
                true,
                "%s cannot be reached: %s. %s"
                        .formatted(
                                capital(place.door()),
                                innermost(cause),
                                apiServer
                                        ? "Look at the kubeconfig's server, or name another by"
                                                + " --context."
                                        : "Look at the address; a certificate of an authority of"
                                                + " your own needs --certificate-authority FILE."));
    }

    /** An answer that is not the operator's own; empty: it is. */
    static Optional<Refusal> byApiServer(Place place, int status, String body) {
        return message(body)
                .map(
                        message ->
                                switch (status) {
                                    case 401 ->
                                            lasting(
                                                    "The API server does not know who asks: renew"
                                                            + " the login of the kubeconfig's"
                                                            + " user.");
                                    case 403 -> forbidden(place, message);
                                    case 404 -> notFound(place);
                                    case 503 -> notServing(place, message);
                                    default ->
                                            lasting(
                                                    "The API server answered with %d: %s."
                                                            .formatted(status, message));
                                });
    }

    /** What an answer amounts to that is not the page. */
    static Refusal noPage(Place place, int status) {
        return switch (status) {
            case 401 ->
                    lasting(
                            "The operator does not accept the viewer's token: it has run out, or is"
                                    + " of another cluster. Renew the login, or give another by"
                                    + " --service-account or --token-file.");
            case 403 -> lasting("The operator refuses: the viewer may not see its page.");
            case 200, 404 ->
                    new Refusal(
                            ExitCode.Usage,
                            false,
                            place.page()
                                    + " has no page: it is something else, or an older operator."
                                    + " See docs/install.md for an upgrade.");
            case 502, 503, 504 -> notServing(place, "status " + status);
            default ->
                    lasting(
                            "%s answered with %d, which is not the operator's page. Look whether it leads to the operator."
                                    .formatted(place.page(), status));
        };
    }

    private static Refusal lasting(String words) {
        return new Refusal(ExitCode.Undetermined, false, words);
    }

    private static Refusal notFound(Place place) {
        return new Refusal(
                ExitCode.Usage,
                false,
                "There is no %s. See where the operator is: kubectl get service -A -l app.kubernetes.io/name=connectivity-operator; and name it by --operator-namespace and --service."
                        .formatted(place.page()));
    }

    private static Refusal notServing(Place place, String message) {
        return new Refusal(
                ExitCode.Undetermined,
                true,
                "No replica of the operator answers (%s). See why: kubectl -n %s get pods"
                        .formatted(message, place.namespace()));
    }

    private static Refusal forbidden(Place place, String message) {
        Matcher who = WHO.matcher(message);
        if (!who.find()) {
            return lasting("The API server refuses: %s.".formatted(message));
        }
        String user = who.group(1).replaceAll("\\\\(.)", "$1");
        return lasting(
                "%s may not get services/proxy of %s. Ask an administrator for: kubectl create rolebinding connectivity-page-viewer-%s -n %s --role=connectivity-page-viewer %s"
                        .formatted(
                                user,
                                place.page(),
                                user.replaceAll("[^A-Za-z0-9]+", "-"),
                                place.namespace(),
                                ShellWord.subject(user)));
    }

    /** Of a Status, which is how the API server says no. */
    private static Optional<String> message(String body) {
        try {
            JsonNode status = Serialization.jsonMapper().readTree(body);
            return status != null && status.path("kind").asText().equals("Status")
                    ? Optional.of(status.path("message").asText())
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String capital(String words) {
        return words.startsWith("the ") ? "T" + words.substring(1) : words;
    }

    private static String innermost(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}
