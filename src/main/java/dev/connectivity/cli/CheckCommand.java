package dev.connectivity.cli;

import dev.connectivity.cli.check.Checker;
import dev.connectivity.cli.check.Scope;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.cli.manifest.ManifestReader;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.cli.report.Report;
import dev.connectivity.cli.report.ReportPrinter;
import dev.connectivity.probe.Fact.ConnectionUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check FILE|DIR|-}: says what is wrong with manifests before they are applied. */
@CommandLine.Command(
        name = "check",
        description = {
            "Says what is wrong with manifests before they are applied, without a cluster.",
            "It renders nothing: pipe in what Kustomize or Helm render."
        })
final class CheckCommand implements Command {

    private static final String STDIN = "-";

    private final Streams streams;

    @Parameters(
            paramLabel = "FILE|DIR|-",
            arity = "1..*",
            description =
                    "Manifests as YAML or JSON; all of a folder, or what is piped in. They are"
                            + " checked as one set.")
    private List<String> sources = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "Namespace of objects that do not say theirs; ${DEFAULT-VALUE} if left out.")
    private String namespace = "";

    @Option(
            names = "--complete",
            description =
                    "The manifests are all that there is: a workload, Service or Secret that is not"
                            + " among them is missing.")
    private boolean complete;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description =
                    "Connections that the database server accepts from ordinary logins"
                            + " (max_connections less those reserved); pools are held against it.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--probe",
            description = "Also ask what the policies depend on, from here, as run does.")
    private boolean probe;

    @Mixin private Output output = new Output();

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        ManifestSet set = read();
        Report report = Checker.check(set, new Scope(complete, server()));
        if (probe) {
            report = report.with(new ProbedDependencies(set).findings());
        }
        ReportPrinter.print(report, output.format(), streams.out());
        return report.exitCode();
    }

    private ManifestSet read() throws IOException {
        ManifestReader reader = new ManifestReader(namespace);
        for (String source : sources) {
            if (source.equals(STDIN)) {
                reader.read(streams.in());
            } else if (Files.isReadable(Path.of(source))) {
                reader.read(Path.of(source));
            } else {
                throw new CommandException(
                        ExitCode.Usage,
                        source + " is not there, or may not be read: name a file, a folder, or -.");
            }
        }
        return reader.set();
    }

    private Optional<ConnectionUse> server() {
        if (maxConnections != null && maxConnections < 1) {
            throw new CommandException(
                    ExitCode.Usage,
                    "--max-connections must be at least 1: give what the server accepts.");
        }
        return Optional.ofNullable(maxConnections)
                .map(it -> new ConnectionUse(it, 0, 0, 0, 0, 0, 0));
    }
}
