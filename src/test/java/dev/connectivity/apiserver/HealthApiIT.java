package dev.connectivity.apiserver;

import static dev.connectivity.apiserver.PackagedOperator.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /api/health} of the packaged operator, with the API server's own tokens and RBAC. */
class HealthApiIT extends HealthScene {

    private static final int NOBODY = 1;

    @Test
    void withoutATokenItTellsOfItselfAlone() {
        apply(namespace, "");
        HttpResponse<String> answer = anonymous("/api/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer))
                .containsOnlyKeys("status", "version", "leads")
                .containsEntry("status", "Up");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(operator.get("/q/health/live", Map.of()).body()).doesNotContain(namespace);
    }

    @Test
    void withoutATokenThereIsNothingElse() {
        apply(namespace, "");
        HttpResponse<String> there = anonymous("/api/health/%s/storefront".formatted(namespace));
        HttpResponse<String> nowhere = anonymous("/api/health/nowhere/storefront");

        assertThat(there.statusCode()).isEqualTo(401);
        assertThat(there.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"connectivity\"");
        assertThat(there.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
        assertThat(json(there))
                .containsEntry("status", 401)
                .hasEntrySatisfying(
                        "detail", it -> assertThat((String) it).contains("kubectl create token"));
        assertThat(nowhere.body()).isEqualTo(there.body());
        assertThat(anonymous("/api/health/" + namespace).body()).isEqualTo(there.body());
    }

    private static HttpResponse<String> anonymous(String path) {
        return described(path, operator.get(path, Map.of()));
    }

    @Test
    void aTokenThatIsNotValidIsToldFromNone() {
        apply(namespace, "");
        account.maySee(namespace);
        for (String token :
                new String[] {"nonsense", account.token("vault.example.test"), gone()}) {
            HttpResponse<String> answer = operator.get("/api/health", token);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"connectivity\", error=\"invalid_token\"");
            assertThat(answer.body()).doesNotContain("storefront", token);
        }
    }

    @Test
    void noTokenIsLogged() {
        apply(namespace, "");
        String token = account.token();
        operator.get("/api/health", token);
        operator.get("/api/health/" + namespace, token.substring(1));

        await("it logs").atMost(SOON).until(() -> operator.log().contains("leads"));
        assertThat(operator.log()).doesNotContain(token.substring(1));
    }

    @Test
    void itsDescriptionIsThatOfTheDocumentationAndThereIsNoPlaceToTryItOut() throws IOException {
        assertThat(yaml(operator.get("/api/openapi", Map.of()).body()))
                .isEqualTo(yaml(Files.readString(Path.of("docs/openapi.yaml"))));
        for (String path : new String[] {"/q/swagger-ui", "/q/dev-ui", "/q/openapi", "/q/arc"}) {
            assertThat(operator.get(path, Map.of()).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static Map<?, ?> yaml(String text) {
        return Serialization.unmarshal(text, Map.class);
    }

    private String gone() {
        Account other = Account.create(API.client(), namespace);
        String token = other.token();
        other.delete();
        // The API server hears of it a little later, and remembers for 10 s what it took.
        await().atMost(SOON).until(() -> operator.get("/api/health", token).statusCode() == 401);
        return token;
    }

    @Test
    void whoHasNoRightIsToldTheSameOfWhatIsThereAndOfWhatIsNot() {
        apply(namespace, "");
        HttpResponse<String> there = get("/api/health/%s/storefront".formatted(namespace));
        HttpResponse<String> missing = get("/api/health/%s/missingpol".formatted(namespace));
        HttpResponse<String> nowhere = get("/api/health/no-such-namespace/storefront");

        assertThat(there.statusCode()).isEqualTo(403);
        assertThat(there.body())
                .contains("system:serviceaccount:" + namespace + ":" + account.name())
                .contains("--clusterrole=connectivity-policy-view --serviceaccount=" + namespace);
        assertThat(missing.statusCode()).isEqualTo(403);
        assertThat(missing.body().replace("missingpol", "storefront")).isEqualTo(there.body());
        assertThat(nowhere.statusCode()).isEqualTo(403);
        assertThat(get("/api/health/" + namespace).statusCode()).isEqualTo(403);
        assertThat(get("/api/health/no-such-namespace").statusCode()).isEqualTo(403);
        assertThat(get("/api/health").statusCode()).isEqualTo(403);
        assertThat(get("/api/health/" + namespace + "/%2e%2e%2f").statusCode()).isEqualTo(403);
    }

    @Test
    void aRightOnOneNamespaceShowsItsPoliciesAlone() {
        String other = API.newNamespace();
        apply(namespace, "");
        apply(other, "");
        account.maySee(namespace);
        await().atMost(REMEMBERED).until(() -> get("/api/health").statusCode() == 200);

        Map<String, Object> all = json(get("/api/health"));
        assertThat(list(all, "policies"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it)
                                        .containsEntry("namespace", namespace)
                                        .containsEntry("name", "storefront"));
        HttpResponse<String> up = awaitHealth("/api/health/" + namespace, "Up");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(list(json(up), "policies").getFirst())
                .as("its listener is not looked at")
                .doesNotContainKeys("workload", "reason");
        assertThat(get("/api/health/" + other).statusCode()).isEqualTo(403);
        assertThat(get("/api/health/" + other + "/storefront").statusCode()).isEqualTo(403);
        assertThat(get("/api/health/" + namespace + "/missing").statusCode()).isEqualTo(404);
    }

    @Test
    void aRightOnOnePolicyShowsThatOneWithAForwardedTokenToo() {
        apply(namespace, "");
        account.maySee(namespace, "storefront");
        String path = "/api/health/%s/storefront".formatted(namespace);
        await().atMost(REMEMBERED).until(() -> get(path).statusCode() == 200);

        assertThat(
                        operator.get(path, Map.of("X-Forwarded-Access-Token", account.token()))
                                .statusCode())
                .isEqualTo(200);
        assertThat(operator.get(path, account.token("connectivity.dev")).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/health/" + namespace).statusCode()).isEqualTo(403);
    }

    @Test
    void aRightOnTheClusterShowsAllUntilItIsTakenAway() {
        apply(namespace, "");
        account.maySeeAll();
        await().atMost(REMEMBERED)
                .until(
                        () ->
                                get("/api/health/" + namespace).statusCode() == 200
                                        && get("/api/health").body().contains(namespace));
        account.maySeeNothing();

        await().atMost(REMEMBERED)
                .until(
                        () ->
                                get("/api/health").statusCode() == 403
                                        && get("/api/health/" + namespace).statusCode() == 403);
    }

    @Test
    void whatIsRequiredAndDownIsUnavailableAndWhatIsOptionalIsDegraded() throws IOException {
        HttpServer chat = chat();
        apply(
                namespace,
                "upstreams:\n"
                        + upstream("chat", chat.getAddress().getPort(), "Required")
                        + upstream("fonts", NOBODY, "Optional"));
        account.maySee(namespace);
        String path = "/api/health/%s/storefront".formatted(namespace);
        await().atMost(REMEMBERED).until(() -> get(path).statusCode() == 200);

        awaitAnswers(path);
        HttpResponse<String> degraded = awaitHealth(path, "Degraded");
        assertThat(degraded.statusCode()).isEqualTo(200);
        assertThat(list(json(degraded), "dependencies")).hasSize(2);
        assertChat(list(json(degraded), "dependencies").getFirst());
        assertFonts(list(json(degraded), "dependencies").getLast());
        assertThat(degraded.body()).doesNotContain("canary", "secret-path");
        assertThat(json(degraded))
                .containsEntry("reason", "ConnectionRefused")
                .containsEntry("live", true)
                .containsKeys("message", "remedy", "changed", "at");

        chat.stop(0);
        HttpResponse<String> down = awaitHealth(path, "Down");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).doesNotContain("canary", "secret-path");
        assertThat(get("/api/health/" + namespace).statusCode()).isEqualTo(503);
        assertThat(operator.get("/api/health", Map.of()).statusCode()).isEqualTo(200);
        assertHeadSaysTheSame(path);
    }

    private static HttpServer chat() throws IOException {
        HttpServer chat = HttpServer.create(new InetSocketAddress(loopback(), 0), 8);
        chat.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("X-Banner", "canary-of-the-banner");
                    byte[] body = "canary-of-the-body".getBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        chat.start();
        return chat;
    }

    private void awaitAnswers(String path) {
        await("both were asked")
                .atMost(SOON)
                .until(
                        () ->
                                list(json(get(path)), "dependencies").stream()
                                                .filter(it -> !it.get("status").equals("Unknown"))
                                                .count()
                                        == 2);
    }

    private void assertHeadSaysTheSame(String path) {
        HttpResponse<String> head =
                operator.send("HEAD", path, Map.of("Authorization", "Bearer " + account.token()));
        assertThat(head.statusCode()).isEqualTo(503);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private static void assertChat(Map<String, Object> chat) {
        assertThat(chat)
                .containsEntry("name", "chat")
                .containsEntry("kind", "Upstream")
                .containsEntry("status", "Up")
                .containsEntry("importance", "Required")
                .containsEntry("circuit", "Closed")
                .containsKeys("since", "reason");
        assertThat((String) chat.get("address")).startsWith("http://127.0.0.1:");
        @SuppressWarnings("unchecked")
        Map<String, Object> latency = (Map<String, Object>) chat.get("latency");
        assertThat(((Number) latency.get("lastMillis")).doubleValue()).isBetween(0.1, 1_500.0);
        assertThat(((Number) latency.get("medianMillis")).doubleValue()).isBetween(0.1, 1_500.0);
    }

    private static void assertFonts(Map<String, Object> fonts) {
        assertThat(fonts)
                .containsEntry("name", "fonts")
                .containsEntry("status", "Down")
                .containsEntry("importance", "Optional")
                .containsEntry("reason", "ConnectionRefused");
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
