package dev.connectivity.cli;

import dev.connectivity.cli.console.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands as a process would, without one. */
public final class Terminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String in = "";

    /** What the next command finds on its standard input. */
    public Terminal piping(String text) {
        in = text;
        return this;
    }

    /** The exit code. */
    public int run(String... arguments) {
        return Connectivity.run(
                new Streams(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                arguments);
    }

    /** All that was printed so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** All complaints so far. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
