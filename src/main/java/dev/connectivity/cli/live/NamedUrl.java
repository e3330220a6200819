package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.probe.Pem;
import dev.connectivity.probe.Pem.MalformedPemException;
import dev.connectivity.probe.Question;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.DatabaseUrl;
import dev.connectivity.watch.DatabaseUrl.MalformedUrlException;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.Secrets.Reading;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a user named: read as a policy's would be, so that it is asked in the same way.
 *
 * @param text without a password
 * @param password empty: none
 */
record NamedUrl(String text, String username, Optional<String> password, Details details) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z0-9+]+)://.*", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("^([^/?#]*?://)([^/?#]*)@(.*)$");
    private static final String SECRET = "given";

    /**
     * How it is asked; what is absent is as in a policy that does not say it.
     *
     * @param http of the policy's {@code probe.http}
     * @param ca certificates in PEM
     */
    record Details(
            String namespace,
            Map<String, Object> http,
            @Nullable String ca,
            @Nullable String serverName,
            Role role) {}

    /**
     * Takes the login out of the URL.
     *
     * @param shown whether others can see the URL, as the arguments of a process
     */
    static NamedUrl of(
            String url,
            boolean shown,
            Optional<String> username,
            Optional<String> password,
            Details details) {
        Matcher login = LOGIN.matcher(url.strip());
        if (!login.matches()) {
            return new NamedUrl(url.strip(), username.orElse(""), password, details);
        }
        String[] parts = login.group(2).split(":", 2);
        if (parts.length > 1 && shown) {
            throw refused(
                    "Take the password out of the URL, since other users of this machine can read"
                            + " it there and the shell keeps it: give the URL by --url-env, or the"
                            + " password by --password-env or --password-file.");
        }
        String name = username.orElse(decoded(parts[0]));
        Optional<String> secret =
                password.isPresent() || parts.length < 2
                        ? password
                        : Optional.of(decoded(parts[1]));
        return new NamedUrl(login.group(1) + login.group(3), name, secret, details);
    }

    /** {@code postgresql}, {@code https}; in lower case. */
    String scheme() {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** What to ask; a {@link CommandException} says what to correct. */
    Question question() {
        return DatabaseUrl.engine(scheme()).map(this::ofDatabase).orElseGet(this::ofUpstream);
    }

    private Question ofDatabase(Engine engine) {
        try {
            int host = text.indexOf("://") + 3;
            String user = encoded(username) + "@";
            DatabaseUrl url =
                    DatabaseUrl.parse(
                            engine,
                            text.substring(0, host) + user + text.substring(host),
                            details.namespace());
            DatabaseUrl trusting =
                    details.ca() == null ? url : url.with(Pem.authority(details.ca()));
            return trusting.withPassword(password.orElse(""))
                    .question(engine, new Demand(details.role(), Optional.empty()));
        } catch (MalformedUrlException e) {
            throw refused(
                    "The URL cannot be asked: %s. A user may be given by --username."
                            .formatted(e.getMessage()));
        } catch (MalformedPemException e) {
            throw refused(
                    "--ca: %s. Name a file of certificates in PEM.".formatted(e.getMessage()));
        }
    }

    private Question ofUpstream() {
        try {
            Questions.Resolved resolved =
                    new Questions((namespace, key) -> secret(key.key()))
                            .resolve(PolicyReader.read(policy()));
            return resolved.upstreams().values().stream()
                    .findFirst()
                    .orElseThrow(() -> refused(resolved.problems().getFirst().message()));
        } catch (InvalidSpecException e) {
            throw refused(e.demand().replaceFirst("^spec\\.upstreams\\[0]\\.", ""));
        }
    }

    private Reading secret(String key) {
        Optional<String> value =
                switch (key) {
                    case "username" -> Optional.of(username);
                    case "password" -> password;
                    default -> Optional.ofNullable(details.ca());
                };
        return value.<Reading>map(Reading.Value::new)
                .orElseGet(
                        () ->
                                new Reading.Missing(
                                        new Problem(Reason.SecretKeyMissing, "No " + key + ".")));
    }

    private ConnectivityPolicy policy() {
        Map<String, Object> probe = new LinkedHashMap<>();
        if (!details.http().isEmpty()) {
            probe.put("http", details.http());
        }
        Map<String, Object> tls = tls();
        if (!tls.isEmpty()) {
            probe.put("tls", tls);
        }
        if (password.isPresent()) {
            Map<String, Object> login = new LinkedHashMap<>();
            login.put("password", key("password"));
            if (!username.isEmpty()) {
                login.put("username", key("username"));
            }
            probe.put("login", login);
        }
        Map<String, Object> upstream = Map.of("name", "url", "url", text, "probe", probe);
        Map<String, Object> spec =
                Map.of(
                        "workload", Map.of("name", SECRET),
                        "secrets", List.of(SECRET),
                        "upstreams", new ArrayList<>(List.of(upstream)));
        return Serialization.jsonMapper()
                .convertValue(
                        Map.of("metadata", Map.of("namespace", details.namespace()), "spec", spec),
                        ConnectivityPolicy.class);
    }

    private Map<String, Object> tls() {
        Map<String, Object> tls = new LinkedHashMap<>();
        if (details.ca() != null) {
            tls.put("ca", key("ca"));
        }
        if (details.serverName() != null) {
            tls.put("serverName", details.serverName());
        }
        return tls;
    }

    private static Map<String, String> key(String key) {
        return Map.of("secret", SECRET, "key", key);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw refused("The URL's user name or password has a broken percent-encoding.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static CommandException refused(String message) {
        return new CommandException(ExitCode.Usage, message);
    }
}
