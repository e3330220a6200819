package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe URL}: asks one address once, as the operator would, and tells each phase. */
@CommandLine.Command(
        name = "probe",
        description = {
            "Asks one URL once, from here, and says how each phase went.",
            "Schemes: http, https, ws, wss, tcp, tls, dns, grpc, grpcs, redis, rediss, amqp, amqps,"
                    + " kafka, kafkas, nats, smtp, smtps, postgresql, mysql."
        })
public final class ProbeCommand implements Command {

    private final Streams streams;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "What to ask; no password in it.")
    private @Nullable String url;

    @Option(
            names = "--url-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the URL, as DATABASE_URL.")
    private @Nullable String urlEnv;

    @Option(names = "--username", paramLabel = "NAME", description = "The user to log in as.")
    private @Nullable String username;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the password.")
    private @Nullable String passwordEnv;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file that holds the password; - for standard input.")
    private @Nullable String passwordFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Span.class,
            description = "For all phases together, as 500ms or 5s; ${DEFAULT-VALUE} if left out.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--ca", paramLabel = "FILE", description = "Authorities to trust, in PEM.")
    private @Nullable Path ca;

    @Option(
            names = "--server-name",
            paramLabel = "NAME",
            description = "The name to ask for in TLS, where it is not the URL's host.")
    private @Nullable String serverName;

    @Option(names = "--method", paramLabel = "METHOD", description = "GET, HEAD or OPTIONS.")
    private @Nullable String method;

    @Option(
            names = "--status",
            paramLabel = "RANGE",
            description = "HTTP statuses that are good, as 200-299; several times for several.")
    private List<String> status = List.of();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "Any",
            description =
                    "What a database must be good for: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}"
                            + " if left out.")
    private Role role = Role.Any;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace in which short names of Services are looked up.")
    private String namespace = "";

    @Mixin private Output output = new Output();

    public ProbeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException {
        NamedUrl named =
                NamedUrl.of(
                        text(),
                        urlEnv == null,
                        Optional.ofNullable(username),
                        password(),
                        details());
        Question question = named.question();
        try (Network network = Network.open()) {
            Observation observation = network.ask(question, timeout);
            ProbeReport report =
                    ProbeReport.of(named.scheme(), question.address().display(), observation);
            output.print(report, streams.out(), report::print);
            return report.answered() ? ExitCode.Well : ExitCode.Findings;
        }
    }

    private String text() {
        if ((url == null) == (urlEnv == null)) {
            throw refused("Name one URL, or the variable that holds it by --url-env.");
        }
        return url != null ? url : variable("--url-env", urlEnv == null ? "" : urlEnv);
    }

    private Optional<String> password() throws IOException {
        if (passwordEnv != null && passwordFile != null) {
            throw refused("Give the password once: by --password-env or by --password-file.");
        }
        if (passwordEnv != null) {
            return Optional.of(variable("--password-env", passwordEnv));
        }
        if (passwordFile == null) {
            return Optional.empty();
        }
        byte[] bytes =
                passwordFile.equals("-")
                        ? streams.in().readAllBytes()
                        : Files.readAllBytes(readable("--password-file", Path.of(passwordFile)));
        // Files and pipes often end in a newline, which no password means.
        return Optional.of(new String(bytes, StandardCharsets.UTF_8).stripTrailing());
    }

    private NamedUrl.Details details() throws IOException {
        Map<String, Object> http = new LinkedHashMap<>();
        if (method != null) {
            http.put("method", method);
        }
        if (!status.isEmpty()) {
            http.put("status", status);
        }
        String authorities = ca == null ? null : Files.readString(readable("--ca", ca));
        return new NamedUrl.Details(namespace, http, authorities, serverName, role);
    }

    private static Path readable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw refused(option + ": there is no file " + file + " that can be read.");
        }
        return file;
    }

    private static String variable(String option, String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> refused(option + ": the variable " + name + " is not set."));
    }

    private static CommandException refused(String message) {
        return new CommandException(ExitCode.Usage, message);
    }
}
