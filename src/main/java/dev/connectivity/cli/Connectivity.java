package dev.connectivity.cli;

import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandRunner;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.cli.console.Version;
import dev.connectivity.cli.live.ExplainCommand;
import dev.connectivity.cli.live.InitCommand;
import dev.connectivity.cli.live.ProbeCommand;
import dev.connectivity.cli.live.WaitCommand;
import dev.connectivity.cli.open.OpenCommand;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/**
 * {@code connectivity COMMAND}: the list of commands, of which only the one that is named is
 * loaded.
 */
@CommandLine.Command(
        name = "connectivity",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Connectivity.Versions.class,
        description = "Proves, explains and repairs the connections of Kubernetes workloads.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  well",
            "  1  something to mend was found",
            "  2  the command was not understood, or what it names is not there",
            "  3  it could not be found out"
        })
public final class Connectivity implements Command {

    /** To add a command, add a line. */
    private static final SortedMap<String, Function<Streams, Command>> COMMANDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("check", CheckCommand::new),
                            Map.entry("explain", ExplainCommand::new),
                            Map.entry("init", InitCommand::new),
                            Map.entry("open", OpenCommand::new),
                            Map.entry("probe", ProbeCommand::new),
                            Map.entry("propose", ProposeCommand::new),
                            Map.entry("release", ReleaseCommand::new),
                            Map.entry("run", RunCommand::new),
                            Map.entry("wait", WaitCommand::new)));

    private final Streams streams;

    private Connectivity(Streams streams) {
        this.streams = streams;
    }

    /** The exit code. */
    public static int run(Streams streams, String... arguments) {
        // Numbers of some languages have other digits, which no URL and no reader of JSON takes.
        Locale.setDefault(Locale.ROOT);
        CommandLine commands = new CommandLine(new Connectivity(streams));
        needed(arguments)
                .forEach((name, command) -> commands.addSubcommand(name, command.apply(streams)));
        if (commands.getSubcommands().size() == COMMANDS.size()) {
            commands.addSubcommand(new HelpCommand());
        }
        return CommandRunner.run(commands, streams, arguments);
    }

    /** Of all commands. */
    static Set<String> names() {
        return COMMANDS.keySet();
    }

    /** The one that is named; where none is, as for help, all. */
    private static Map<String, Function<Streams, Command>> needed(String... arguments) {
        Function<Streams, Command> named =
                arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        return named == null ? COMMANDS : Map.of(arguments[0], named);
    }

    /** Without a command. */
    @Override
    public ExitCode run() {
        CommandLine.usage(this, streams.err());
        return ExitCode.Usage;
    }

    static final class Versions implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"connectivity " + Version.number()};
        }
    }
}
