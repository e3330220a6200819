package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real NATS server on loopback: Debian's {@code nats-server}. */
public final class TestNats implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("Listening for client connections on 127\\.0\\.0\\.1:([0-9]+)");

    private final Path folder;
    private final Process process;
    private final int port;

    private TestNats(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        Awaitility.await("nats-server to be ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> log().stream().anyMatch(it -> it.contains("Server is ready")));
        Matcher listening = LISTENING.matcher(String.join("\n", log()));
        if (!listening.find()) {
            throw new IllegalStateException(String.join("\n", log()));
        }
        this.port = Integer.parseInt(listening.group(1));
    }

    /**
     * @param settings lines of its configuration; {@code good.pem} and {@code good.key} are a
     *     certificate for localhost and its key
     */
    public static TestNats with(String... settings) {
        try {
            Path folder = Files.createTempDirectory("nats");
            Files.writeString(
                    folder.resolve("good.pem"),
                    TestCertificates.certificatePem(TestCertificates.GOOD));
            Files.writeString(
                    folder.resolve("good.key"), TestCertificates.keyPem(TestCertificates.GOOD));
            Path configuration = folder.resolve("nats.conf");
            Files.write(configuration, List.of(settings));
            Process process =
                    new ProcessBuilder(
                                    "nats-server", "-c", "nats.conf", "-a", "127.0.0.1", "-p", "-1")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            return new TestNats(folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Install Debian's package nats-server", e);
        }
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    /** What it complains of: warnings and errors, without those of its start. */
    public List<String> complaints() {
        return log().stream()
                .dropWhile(line -> !line.contains("Server is ready"))
                .filter(line -> line.contains("[ERR]") || line.contains("[WRN]"))
                .toList();
    }

    public List<String> log() {
        try {
            return Files.readAllLines(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            ServerProcess.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
