package dev.connectivity.cli;

import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code run DIR}: asks what the policies of a folder depend on, as the operator would, without a
 * cluster; until it is ended. The folder is read again when its files change.
 */
@CommandLine.Command(
        name = "run",
        description = "Asks what the policies of a folder depend on, until it is ended.")
final class RunCommand implements Command {

    private static final int MAX_PORT = 65_535;

    private final Streams streams;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "Folder with policies, and the Secrets that they name, as YAML or JSON.")
    private Path path = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "PORT",
            arity = "0..1",
            defaultValue = "8080",
            description =
                    "Port of this machine for verdicts and metrics; ${DEFAULT-VALUE} if left out.")
    private int port;

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        if (!Files.isDirectory(path)) {
            throw new CommandException(
                    ExitCode.Usage, path + " is no folder: name one that holds policies as YAML.");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new CommandException(
                    ExitCode.Usage, port + " is no port: name one from 1 to " + MAX_PORT + ".");
        }
        new FolderWatch(path, streams.out()).watch(port);
        return ExitCode.Well;
    }
}
