package dev.connectivity.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Programs that tests start, and the folders that these leave. */
public final class ServerProcess {

    private static final Duration DELETED_WITHIN = Duration.ofSeconds(30);

    private ServerProcess() {}

    /**
     * What it prints.
     *
     * @param need what is missing where it cannot be run, or fails
     */
    static String run(String need, String... command) {
        return tell("", need, command);
    }

    /**
     * The same of one that reads this: what is no ASCII depends on the machine's language in a
     * command, and not here.
     */
    static String tell(String input, String need, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

    /** Also where what the ended process has left behind still writes into it as it ends. */
    static void delete(Path folder) {
        await("the deletion of " + folder)
                .atMost(DELETED_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> isDeleted(folder));
    }

    private static boolean isDeleted(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return true;
    }
}
