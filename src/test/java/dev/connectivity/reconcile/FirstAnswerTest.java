package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.connectivity.testing.FreePort;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstAnswerTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private HttpServer server;
    private KubernetesClient client;
    private FirstAnswer firstAnswer;

    @BeforeEach
    void bind() throws IOException {
        server = HttpServer.create();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder()
                                        .withMasterUrl("http://127.0.0.1:" + FreePort.next())
                                        .withRequestRetryBackoffLimit(0)
                                        .build())
                        .build();
        firstAnswer = new FirstAnswer(client, begun::countDown);
    }

    @AfterEach
    void end() {
        firstAnswer.end();
        server.stop(0);
        client.close();
    }

    @Test
    void whatWaitsBeginsOnceTheApiServerIsThere() throws IOException {
        firstAnswer.begin();
        await().during(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> begun.getCount() == 1);
        answer(200, "{\"major\":\"1\",\"minor\":\"36\"}");
        await().atMost(Duration.ofSeconds(30)).until(() -> begun.getCount() == 0);
    }

    @Test
    void aRefusalIsAnAnswer() throws IOException {
        answer(
                403,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":403}");
        firstAnswer.begin();
        await().atMost(Duration.ofSeconds(30)).until(() -> begun.getCount() == 0);
    }

    @Test
    void nothingBeginsAfterItWasEnded() throws Exception {
        firstAnswer.begin();
        firstAnswer.end();
        answer(200, "{}");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> begun.getCount() == 1);
        assertThat(begun.getCount()).isOne();
    }

    private void answer(int status, String body) throws IOException {
        server.bind(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), client.getMasterUrl().getPort()),
                0);
        server.createContext(
                "/version",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length());
                    exchange.getResponseBody().write(body.getBytes());
                    exchange.close();
                });
        server.start();
    }
}
