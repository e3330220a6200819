package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

    private static final Pattern VERDICTS = Pattern.compile("http://localhost:[0-9]+/verdicts");

    @TempDir Path folder;

    private final Terminal terminal = new Terminal();
    private Thread running = new Thread(() -> {});

    @BeforeEach
    void loopbackMayBeAsked() {
        System.setProperty("connectivity.probes.allow", "127.0.0.0/8");
    }

    @AfterEach
    void end() throws InterruptedException {
        System.clearProperty("connectivity.probes.allow");
        running.interrupt();
        running.join();
    }

    @Test
    void whatAnswersIsUpAndWhatRefusesIsDownInTextAndJsonAndMetrics() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            write(
                    "policy.yaml",
                    policy("shop", server.getLocalPort()) + "---\n" + policy("gone", 1));
            start();
            await().untilAsserted(
                            () ->
                                    assertThat(printed())
                                            .containsPattern("shop/shop +api +Up .*Reachable")
                                            .containsPattern(
                                                    "shop/gone +api +Down .*ConnectionRefused"));
            assertThat(get("/verdicts")).contains("\"state\":\"Up\"", "\"ConnectionRefused\"");
            assertThat(get("/q/metrics"))
                    .contains("connectivity_probe_attempts_total", "policy=\"gone\"");
        }
    }

    @Test
    void aChangedFileIsReadAgainAndAPolicyThatIsGoneEnds() throws Exception {
        write("policy.yaml", policy("first", 1));
        start();
        await().until(() -> printed().contains("shop/first"));
        write("policy.yaml", policy("second-one", 1));
        await().untilAsserted(
                        () ->
                                assertThat(get("/verdicts"))
                                        .contains("second-one")
                                        .doesNotContain("first"));
    }

    @Test
    void aBadPolicyAndABadFileAreToldAndTheOthersAreWatched() throws Exception {
        write("a.yaml", policy("good", 1));
        write("b.yaml", policy("bad", 1).replace("tcp://", "ftp://"));
        write("c.yaml", policy("misspelt", 1).replace("upstreams", "upstream"));
        write("d.yaml", "kind: [\n");
        start();
        await().untilAsserted(
                        () ->
                                assertThat(printed())
                                        .contains(
                                                "shop/bad  InvalidSpec: spec.upstreams[0].url:"
                                                        + " Begin",
                                                "c.yaml:4: spec.upstream is no field",
                                                "d.yaml:",
                                                "watching 2 policies"));
        await().until(() -> printed().contains("shop/good  api               Down"));
    }

    @Test
    void aSecretOfTheFolderIsUsedAndNotShown() throws Exception {
        write(
                "policy.yaml",
                """
                apiVersion: connectivity.dev/v1alpha1
                kind: ConnectivityPolicy
                metadata: {name: shop, namespace: shop}
                spec:
                  workload: {name: web}
                  secrets: [db]
                  database: {engine: PostgreSQL, url: {secret: db, key: URL}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: db, namespace: shop}
                stringData: {URL: "postgresql://canary-user:canary-password@127.0.0.1:1/shop"}
                """);
        start();
        await().until(() -> printed().contains("ConnectionRefused"));
        assertThat(printed() + get("/verdicts") + get("/q/metrics")).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b c", "a port", "src 65536"})
    void whatItDoesNotUnderstandIsAnsweredWithWhatToSay(String arguments) {
        assertThat(terminal.run(("run " + arguments).strip().split(" "))).isEqualTo(2);
        assertThat(terminal.err()).containsPattern("Try 'connectivity run --help'|name one from");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThat(terminal.run("run", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("nowhere is no folder");
    }

    private static String policy(String name, int port) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: %s, namespace: shop}
        spec: {workload: {name: web}, upstreams: [{name: api, url: "tcp://127.0.0.1:%d"}]}
        """
                .formatted(name, port);
    }

    /** At once: half a file may have been written within the same tick as the whole one. */
    private void write(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(file + ".new"), text);
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() {
        running = Thread.ofVirtual().start(() -> terminal.run("run", folder.toString(), "0"));
    }

    private String printed() {
        return terminal.out();
    }

    private String get(String path) throws IOException, InterruptedException {
        Matcher url = VERDICTS.matcher(printed());
        assertThat(url.find()).isTrue();
        URI uri = URI.create(url.group()).resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
