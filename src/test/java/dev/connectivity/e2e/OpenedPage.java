package dev.connectivity.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code connectivity open} as the process that it is, and the one browser that it lets in. */
final class OpenedPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** All that came through it, for whoever looks for what must not. */
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Process process;
    private final Path complaints;
    private final URI address;
    private final String cookie;

    private OpenedPage(Process process, Path complaints, URI address) {
        this.process = process;
        this.complaints = complaints;
        this.address = address;
        HttpResponse<String> first = send(address, "");
        if (first.statusCode() != 200) {
            throw new AssertionError("the first visit: " + first.statusCode() + first.body());
        }
        cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    static OpenedPage as(String... options) {
        try {
            // Whoever runs the tests in the background has SIGINT ignored, and it would be here
            // too.
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "env",
                                    "--default-signal=INT",
                                    "target/cli/kubectl-connectivity",
                                    "open",
                                    "--no-browser"));
            command.addAll(Arrays.asList(options));
            Path complaints = Files.createTempFile("open", ".log");
            Process process =
                    new ProcessBuilder(command).redirectError(complaints.toFile()).start();
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (line == null) {
                throw new AssertionError(Files.readString(complaints));
            }
            return new OpenedPage(process, complaints, URI.create(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param path as the page's own links are: relative
     */
    HttpResponse<String> get(String path) {
        return send(address.resolve(path), cookie);
    }

    String page(String path) {
        HttpResponse<String> response = get(path);
        return response.statusCode() + " " + response.body();
    }

    private HttpResponse<String> send(URI uri, String with) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).header("Accept", "text/html").timeout(PATIENCE);
            if (!with.isEmpty()) {
                request.header("Cookie", with);
            }
            HttpResponse<String> response = browser.send(request.build(), BodyHandlers.ofString());
            seen.add(response.headers().map() + response.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the event stream has said so far, growing until this is closed. */
    Queue<String> events(String path) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Accept", "text/event-stream")
                        .header("Cookie", cookie)
                        .build();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (InputStream in =
                                            browser.send(request, BodyHandlers.ofInputStream())
                                                    .body();
                                    BufferedReader reader =
                                            new BufferedReader(
                                                    new InputStreamReader(
                                                            in, StandardCharsets.UTF_8))) {
                                reader.lines()
                                        .forEach(
                                                line -> {
                                                    lines.add(line);
                                                    seen.add(line);
                                                });
                            } catch (IOException | UncheckedIOException e) {
                                lines.add("ended: " + e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return lines;
    }

    boolean isOpen() {
        return process.isAlive();
    }

    String allThatWasSeen() {
        try {
            return seen.stream().collect(Collectors.joining("\n")) + Files.readString(complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Ctrl-C does. */
    int interrupt() throws InterruptedException {
        Shell.succeed("", "kill", "-INT", "" + process.pid());
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it goes on after SIGINT");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        browser.shutdownNow();
    }
}
