package dev.connectivity.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line: every way in which it can end has an exit code and says what to do. */
public final class CommandRunner {

    private CommandRunner() {}

    public static int run(CommandLine commands, Streams streams, String... arguments) {
        return commands.setOut(new PrintWriter(streams.out(), true))
                .setErr(new PrintWriter(streams.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandRunner::misunderstood)
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command))
                .execute(arguments);
    }

    private static int misunderstood(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println(command.getHelp().synopsis(0).strip());
        }
        err.println("Try '" + name(command) + " --help'.");
        return ExitCode.Usage.code();
    }

    private static int failed(Exception e, CommandLine command) {
        return switch (e) {
            case CommandException known -> tell(command, known.getMessage(), known.exitCode());
            case InterruptedException _ -> {
                Thread.currentThread().interrupt();
                yield ExitCode.Well.code();
            }
            case IOException io -> tell(command, io.toString(), ExitCode.Undetermined);
            default -> {
                e.printStackTrace(command.getErr());
                yield tell(
                        command,
                        "this is a mistake of the command itself; please report it with the lines"
                                + " above.",
                        ExitCode.Undetermined);
            }
        };
    }

    private static int tell(CommandLine command, String message, ExitCode exitCode) {
        command.getErr().println(name(command) + ": " + message);
        return exitCode.code();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
