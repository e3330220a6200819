package dev.connectivity.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network that ends with the process that runs in it. Needs Linux, {@code unshare} (util-linux)
 * and {@code ip} (iproute2), and either root or user namespaces.
 */
public final class NetworkNamespace {

    private static final long PATIENCE_SECONDS = 60;

    private final List<String> commands = new ArrayList<>();

    /** A command that sets it up; a failing one fails the test. */
    public NetworkNamespace with(String command) {
        commands.add(command);
        return this;
    }

    /** Runs a class's main method in it, in a Java of its own; gives its last line of output. */
    public String run(Class<?> main, String... arguments) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--map-root-user",
                                "--net",
                                "sh",
                                "-ec",
                                String.join("\n", commands) + "\nexec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        words.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + words);
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError(
                        "This test needs unshare, ip and namespaces of its own: " + output);
            }
            return output.lines().reduce("", (_, line) -> line);
        } catch (IOException e) {
            throw new UncheckedIOException("This test needs unshare (util-linux)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
