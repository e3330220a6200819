package dev.connectivity.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;

/** Runs the operator; with a command, only that. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
            return;
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(run(arguments[0], rest).code());
    }

    private static ExitCode run(String command, List<String> arguments) {
        return switch (command) {
            case "explain" -> ExplainCommand.run(arguments, System.out, System.err);
            case "release" -> ReleaseCommand.run(arguments, System.out, System.err);
            case "run" -> RunCommand.run(arguments, System.out, System.err);
            default -> {
                System.err.println(ExplainCommand.USAGE);
                System.err.println(ReleaseCommand.USAGE);
                System.err.println(RunCommand.USAGE);
                yield ExitCode.Usage;
            }
        };
    }
}
