package dev.connectivity.cli.console;

import java.io.IOException;
import java.util.concurrent.Callable;

/** A command, with picocli's annotations saying how it is called. */
public interface Command extends Callable<Integer> {

    /**
     * Does it.
     *
     * @throws CommandException where it cannot, with what the user should do
     * @throws IOException where a file or stream could not be read or written
     * @throws InterruptedException where it was ended, which is no failure
     */
    ExitCode run() throws IOException, InterruptedException;

    @Override
    default Integer call() throws IOException, InterruptedException {
        return run().code();
    }
}
