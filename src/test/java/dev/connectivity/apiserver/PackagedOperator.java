package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.testing.FreePort;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The operator as it is delivered, in a process of its own with its HTTP port on loopback, on a
 * test's API server. It needs {@code make build}, and is cluster administrator.
 */
public final class PackagedOperator implements AutoCloseable {

    private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Process process;
    private final URI base;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private PackagedOperator(Process process, URI base, Path log) {
        this.process = process;
        this.base = base;
        this.log = log;
    }

    /**
     * One replica.
     *
     * @param namespace where its Lease is, so that tests do not stand in each other's way
     * @param pod its name among the replicas
     * @param address on loopback, with a port that is free on it
     */
    public record Replica(String namespace, String pod, String address, int port) {

        /** The only one of a namespace. */
        public static Replica only(String namespace) {
            return of(namespace, "operator", "127.0.0.1", FreePort.next());
        }

        public static Replica of(String namespace, String pod, String address, int port) {
            return new Replica(namespace, pod, address, port);
        }
    }

    /** Waits until it answers; as a standby it is ready too. */
    public static PackagedOperator start(ApiServer api, Replica replica, Path folder) {
        return start(api, replica, folder, Map.of());
    }

    /**
     * As above.
     *
     * @param settings more environment variables
     */
    public static PackagedOperator start(
            ApiServer api, Replica replica, Path folder, Map<String, String> settings) {
        Path kubeconfig = folder.resolve(replica.pod() + ".kubeconfig");
        Path log = folder.resolve(replica.pod() + ".log");
        var builder =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "KUBECONFIG", kubeconfig.toString(),
                                "POD_NAME", replica.pod(),
                                "POD_NAMESPACE", replica.namespace(),
                                "QUARKUS_HTTP_HOST", replica.address(),
                                "QUARKUS_HTTP_PORT", Integer.toString(replica.port()),
                                "CONNECTIVITY_PROBES_ALLOW", "127.0.0.0/8"));
        builder.environment().putAll(settings);
        try {
            Files.writeString(kubeconfig, api.kubeconfig());
            var operator =
                    new PackagedOperator(
                            builder.start(),
                            URI.create("http://" + replica.address() + ":" + replica.port()),
                            log);
            operator.awaitReady();
            return operator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        if (!Files.exists(APPLICATION)) {
            throw new IllegalStateException("no " + APPLICATION + ": run 'make build' first");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx160m",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-jar",
                APPLICATION.toString());
    }

    private void awaitReady() {
        try {
            await("a ready operator, see " + log)
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .failFast("the operator ended", () -> !process.isAlive())
                    .until(() -> get("/q/health/ready", Map.of()).statusCode() == 200);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            kill();
            throw e;
        }
    }

    /** Without a slash at the end. */
    public URI base() {
        return base;
    }

    public HttpResponse<String> get(String path, Map<String, String> headers) {
        return send("GET", path, headers);
    }

    /** With a bearer token. */
    public HttpResponse<String> get(String path, String token) {
        return get(path, Map.of("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> send(String method, String path, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(SOON)
                        .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A body that is JSON. */
    public static Map<String, Object> json(HttpResponse<String> answer) {
        return Serialization.unmarshal(answer.body(), Map.class);
    }

    /** All that it has logged. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a node that fails does it. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** In good order; it hands its Lease back. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        http.close();
    }

    /** As above, when it had nothing to complain of, and told no secret, in all of its run. */
    void closeQuietly() {
        close();
        assertThat(OperatorLog.complaints(log())).isEmpty();
        assertThat(log()).contains("leads", "stopped in").doesNotContain("canary");
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
