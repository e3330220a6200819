package dev.connectivity.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server's own process, with a folder of its own that goes with it. */
final class RealServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration SETTLED_AFTER = Duration.ofMillis(400);

    private final Process process;
    private final Path folder;

    private RealServer(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** To be filled, and handed to {@link #start}. */
    static Path newFolder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Certificate and key of {@link TestCertificates#GOOD}: server.pem, server.key. */
    static void writeCertificate(Path folder) {
        write(folder.resolve("server.pem"), TestCertificates.certificatePem(TestCertificates.GOOD));
        write(folder.resolve("server.key"), TestCertificates.keyPem(TestCertificates.GOOD));
    }

    /**
     * Starts it.
     *
     * @param origin what to install where the program is missing
     * @param environment besides this process's own
     */
    static RealServer start(
            String origin, Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile());
        builder.environment().putAll(environment);
        try {
            return new RealServer(builder.start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.getFirst()
                            + " cannot be started, and this test needs it: install "
                            + origin,
                    e);
        }
    }

    /** Waits until it has printed this. */
    RealServer started(String words) {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!output().contains(words)) {
            if (!process.isAlive() || System.nanoTime() - until > 0) {
                String printed = output();
                close();
                throw new IllegalStateException("It does not start, and printed: " + printed);
            }
            pause(LOOK_EVERY);
        }
        return this;
    }

    private void pause(Duration atMost) {
        try {
            process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it printed so far. */
    String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, once it has printed nothing more for a while. */
    String settledOutput() {
        String before = "";
        String now = output();
        while (!now.equals(before)) {
            pause(SETTLED_AFTER);
            before = now;
            now = output();
        }
        return now;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ServerProcess.delete(folder);
    }
}
