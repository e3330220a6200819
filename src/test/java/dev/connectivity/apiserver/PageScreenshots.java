package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.connectivity.testing.TestPostgres;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the documentation: {@code make screenshots}. The operator, its API server, the
 * database and whatever is asked are real; controllers and kubelets are played, and all that
 * answers is on loopback.
 */
class PageScreenshots extends PageScene {

    private static final Path IMAGES = Path.of("docs/images");
    private static final int LARGEST = 300_000;
    private static final int MANY = 200;

    private static final String OBJECTIVES =
            """
            objectives: {availability: "90", latency: {below: 2s, share: "90"}}
            """;

    private static final List<String> NAMESPACES = List.of("shop", "identity", "billing");

    private static final List<String> OTHERS =
            List.of("shop/basket", "shop/catalogue", "identity/login", "billing/invoices");

    private final Random random = new Random(7);

    @Test
    void take() throws Exception {
        Files.createDirectories(IMAGES);
        NAMESPACES.forEach(PageScreenshots::namespace);
        account.maySeeAll();
        TestPostgres database = TestPostgres.start(it -> it);
        HttpServer chatbot = site();
        stage(database, chatbot);
        openUntil("/", ".calm[data-words*=helpdesk]");
        await("enough attempts")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> attempts() > 55);
        openUntil("/", "#policies:not(:has(.card))");
        isShown("#live.on");
        shot("healthy.png", 430);

        chatbot.stop(0);
        isShown(".card.Degraded .edge.Degraded");
        shot("degraded.png", 1_100);

        database.close();
        breakTheStorefront();
        shot("incident.png", 1_300);
        browser.narrow().open(page("/"));
        isShown("#live.on");
        shot("phone.png", 1_300);
        browser.wide().dark(true).open(page("/policies/shop/storefront"));
        isShown("#live.on");
        shot("dark.png", 2_000);
        browser.dark(false);
        many();
    }

    private void breakTheStorefront() {
        API.client()
                .services()
                .inNamespace("shop")
                .withName("storefront")
                .edit(
                        it -> {
                            it.getSpec().getPorts().getFirst().setTargetPort(new IntOrString(3000));
                            return it;
                        });
        isShown(".card.Down .ways .edge.Down");
        isShown(".card.Down .leaves .edge.Down");
        isShown(".card.Down .incidents");
        await("failures to look at")
                .atMost(SOON)
                .until(() -> browser.all(".card.Down [aria-label=database] .bad").size() > 6);
    }

    private static void namespace(String name) {
        API.client()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
    }

    private void stage(TestPostgres database, HttpServer chatbot) throws IOException {
        String url = "postgresql://postgres@127.0.0.1:" + database.address().port() + "/postgres";
        String payments = upstream("payments", site().getAddress().getPort(), "Required");
        String search = upstream("search", site().getAddress().getPort(), "Optional");
        String chat = upstream("chatbot", chatbot.getAddress().getPort(), "Optional") + FALLBACK;
        NAMESPACES.forEach(it -> keepSecret(it, url));
        deploy(
                staged,
                "shop",
                "storefront",
                3001,
                DATABASE + OBJECTIVES + "upstreams:\n" + payments + search);
        deploy(
                staged,
                "shop",
                "helpdesk",
                3001,
                "mode: Enforce\n" + OBJECTIVES + "upstreams:\n" + chat + payments);
        for (String other : OTHERS) {
            String[] names = other.split("/", -1);
            deploy(staged, names[0], names[1], 3001, "upstreams:\n" + payments);
        }
    }

    /** One that takes its time. */
    private HttpServer site() throws IOException {
        HttpServer site =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        site.createContext(
                "/",
                exchange -> {
                    try {
                        Thread.sleep(4 + random.nextInt(60));
                        exchange.sendResponseHeaders(204, -1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        site.start();
        staged.add(() -> site.stop(0));
        return site;
    }

    private int attempts() {
        return operator.get("/policies/shop/helpdesk", account.token())
                        .body()
                        .split("<li class=\"h", -1)
                        .length
                / 3;
    }

    private void many() throws IOException {
        int port = site().getAddress().getPort();
        HttpServer frail = site();
        for (int i = 0; i < MANY - OTHERS.size() - 2; i++) {
            String where = NAMESPACES.get(i % 3);
            String name = "service-%03d".formatted(i);
            create(where, DEPLOYMENT.formatted(name, "3001"));
            create(
                    where,
                    POLICY.formatted(name).replace("  listener: {port: 3001, env: [PORT]}\n", "")
                            + ("upstreams:\n" + upstream("api", port(i, port, frail), "Required"))
                                    .indent(2));
        }
        openUntil("/", ".policies > li:nth-child(" + MANY + ") .calm[data-health=Up]");
        isShown("#live.on");
        HttpResponse<String> page = operator.get("/", account.token());
        long[] millis = new long[20];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            page = operator.get("/", account.token());
            millis[i] = Duration.ofNanos(System.nanoTime() - began).toMillis();
        }
        Arrays.sort(millis);
        System.out.printf(
                "page: %d policies, %,d bytes of HTML, answered in %d ms (median of 20)%n",
                MANY, page.body().length(), millis[10]);
        assertThat(page.body().length()).isLessThan(1_000_000);
        shot("many.png", 1_600);
        outage(frail);
    }

    private void outage(HttpServer frail) throws IOException {
        frail.stop(0);
        isShown(".policies > li:nth-child(140) .card.Down");
        isShown("#live.on");
        System.out.printf(
                "page: most of them down, %,d bytes of HTML%n",
                operator.get("/", account.token()).body().length());
        shot("outage.png", 1_400);
        browser.narrow().open(page("/"));
        isShown("#live.on");
        shot("outage-phone.png", 1_300);
    }

    /** Some are refused from the beginning; three of four hang on the same. */
    private static int port(int nth, int steady, HttpServer frail) {
        int others = nth % 4 == 0 ? steady : frail.getAddress().getPort();
        return nth % 66 == 5 ? 1 : others;
    }

    private static void shot(String name, int height) throws IOException {
        browser.run("document.getAnimations().forEach(it => it.finish())");
        Path file = IMAGES.resolve(name);
        browser.picture(file, height);
        assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
    }
}
