package dev.connectivity.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Programs that tests start, and the folders that these leave. */
public final class ServerProcess {

    private ServerProcess() {}

    /**
     * What it prints.
     *
     * @param need what is missing where it cannot be run, or fails
     */
    static String run(String need, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(need + " " + command[0] + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(need, e);
        }
    }

    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a server that hangs: its connections stand, and nobody answers. */
    public static void pause(ProcessHandle process) {
        run("pause a process", "kill", "-STOP", Long.toString(process.pid()));
    }

    public static void resume(ProcessHandle process) {
        run("resume a process", "kill", "-CONT", Long.toString(process.pid()));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
