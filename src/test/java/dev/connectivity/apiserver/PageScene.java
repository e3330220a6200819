package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.testing.Chromium;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriverException;

/** The operator as it is delivered, and somebody who looks at its page in a real browser. */
class PageScene {

    @RegisterExtension static final ApiServer API = new ApiServer();

    static final Duration SOON = Duration.ofSeconds(60);

    static final int STREAMS = 8;

    static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: %1$s}
            spec:
              selector: {app: %1$s}
              ports: [{name: http, port: 80, targetPort: %2$d}]
            """;
    static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec:
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec:
                  containers:
                  - name: app
                    image: %1$s:1
                    env: [{name: PORT, value: "%2$s"}]
                    ports: [{name: http, containerPort: 3001}]
            """;
    static final String POLICY =
            """
            apiVersion: connectivity.dev/v1alpha1
            kind: ConnectivityPolicy
            metadata: {name: %1$s}
            spec:
              workload: {name: %1$s}
              listener: {port: 3001, env: [PORT]}
            """;

    static final String FALLBACK =
            """
              circuit: {failures: 2, openFor: 1h}
              fallback: {type: Flag, flag: chatbot}
            """;

    static final String DATABASE =
            """
            secrets: [db]
            database:
              engine: PostgreSQL
              url: {secret: db, key: URL}
              probe: {interval: 1s, timeout: 1s}
            """;

    static PackagedOperator operator;
    static Chromium browser;

    final List<AutoCloseable> staged = new ArrayList<>();

    String namespace;
    Account account;

    @BeforeAll
    static void start(@TempDir Path folder) {
        operator =
                PackagedOperator.start(
                        API,
                        PackagedOperator.Replica.only(API.newNamespace()),
                        folder,
                        Map.of(
                                "CONNECTIVITY_LISTENER_INTERVAL",
                                "500ms",
                                "CONNECTIVITY_PAGE_MAX_STREAMS",
                                Integer.toString(STREAMS)));
        browser = Chromium.start();
    }

    @AfterAll
    static void end() {
        browser.close();
        operator.closeQuietly();
    }

    @BeforeEach
    void look() {
        namespace = API.newNamespace();
        account = Account.create(API.client(), namespace);
        browser.wide().dark(false).as(account.token()).console();
    }

    @AfterEach
    void leave() throws Exception {
        browser.online(true);
        browser.open(URI.create("about:blank"));
        account.maySeeNothing();
        API.client().resources(ConnectivityPolicy.class).inNamespace(namespace).delete();
        for (AutoCloseable one : staged) {
            one.close();
        }
    }

    /** A workload whose process listens on 3001, and a Service that leads to {@code target}. */
    static void deploy(
            List<AutoCloseable> staged, String where, String name, int target, String more) {
        create(where, SERVICE.formatted(name, target));
        create(where, DEPLOYMENT.formatted(name, target));
        StagedWorkload workload = new StagedWorkload(API.client(), where, name, 3001);
        staged.add(workload);
        workload.rollOut();
        create(where, POLICY.formatted(name) + more.indent(2));
    }

    static void keepSecret(String where, String url) {
        create(
                where,
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData: {URL: '%s'}
                """
                        .formatted(url));
    }

    static void create(String where, String manifest) {
        API.client()
                .resource(Serialization.unmarshal(manifest, GenericKubernetesResource.class))
                .inNamespace(where)
                .create();
    }

    static String upstream(String name, int port, String importance) {
        return """
        - name: %s
          url: http://127.0.0.1:%d/embed?key=canary-of-the-url
          importance: %s
          probe: {interval: 1s, timeout: 1s}
          retry: {backoff: 100ms, maxBackoff: 200ms}
        """
                .formatted(name, port, importance);
    }

    static HttpServer website(List<AutoCloseable> staged) {
        try {
            HttpServer site =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            site.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            site.start();
            staged.add(() -> site.stop(0));
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI page(String path) {
        return operator.base().resolve(path);
    }

    /** Looks until the page shows it, by reloading where it does not change by itself. */
    static void openUntil(String path, String selector) {
        browser.open(page(path));
        becomes(
                selector + " at " + path,
                () -> {
                    if (browser.all("#live").isEmpty()) {
                        browser.open(page(path));
                    }
                    return !browser.all(selector).isEmpty();
                });
    }

    /** Without a reload. What is looked at may go meanwhile, or the page as a whole. */
    static void becomes(String what, BooleanSupplier holds) {
        await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(holds::getAsBoolean);
    }

    static void isShown(String selector) {
        becomes(selector, () -> !browser.all(selector).isEmpty());
    }

    /** Empty where it is refused. */
    List<BufferedReader> reader(String events) {
        try {
            return List.of(read(events));
        } catch (IOException refused) {
            return List.of();
        }
    }

    /** An event stream. */
    BufferedReader read(String path) throws IOException {
        URLConnection connection = page(path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + account.token());
        connection.setReadTimeout((int) SOON.toMillis());
        return new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }
}
