package dev.connectivity.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commands as a user types them. */
final class Shell {

    /** Of {@link #run}: standard output and error together. */
    record Result(int code, String output) {}

    private Shell() {}

    static Result run(String input, List<String> command) {
        return run(input, new ProcessBuilder(command).redirectErrorStream(true));
    }

    /** Standard output alone: a remark beside it is no part of the answer. */
    static String succeed(String input, String... command) {
        try {
            Path remarks = Files.createTempFile("remarks", ".log");
            Result result = run(input, new ProcessBuilder(command).redirectError(remarks.toFile()));
            if (result.code() != 0) {
                throw new AssertionError(
                        String.join(" ", command)
                                + " failed: "
                                + result.output()
                                + Files.readString(remarks));
            }
            Files.delete(remarks);
            return result.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result run(String input, ProcessBuilder command) {
        try {
            Process process = command.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.command(), e);
        }
    }
}
