package dev.connectivity.cli;

import dev.connectivity.cli.console.Streams;

/**
 * Runs several commands in one process: so that the AOT cache, which is made of one, holds what all
 * of them load. Each argument is a command line.
 */
public final class Training {

    private Training() {}

    public static void main(String... lines) {
        Streams streams = Streams.ofProcess();
        for (String line : lines) {
            int code = Connectivity.run(streams, line.split(" "));
            streams.err().println("training: " + line + ": exit code " + code);
        }
        // As every command ends: threads of clients may still wait for something.
        System.exit(0);
    }
}
