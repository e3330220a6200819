package dev.connectivity.cli;

import dev.connectivity.cli.console.Streams;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the operator; with a command, only that, and nothing of the operator's container. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            System.exit(Connectivity.run(Streams.ofProcess(), arguments));
        }
    }
}
