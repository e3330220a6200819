package dev.connectivity.apiserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.cli.open.Opened;
import dev.connectivity.testing.Cable;
import dev.connectivity.testing.PathProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What lies between the page and the operator: paths, lost connections, readers that do not read.
 */
class PageConnectionIT extends ShopScene {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    /** Some 100 answers, which is more than sockets hold, and less than 1,000 answers are. */
    private static final long ON_ITS_WAY = 100_000L * 100;

    /** Of one event: its name, what is told, and an empty one. */
    private static final int LINES = 3;

    /** What a page may be behind before it says so: 3 beats of 3 s, and a second to look. */
    private static final Duration STALE = Duration.ofSeconds(11);

    @Test
    void belowAPathEverythingIsFoundAndLive() {
        account.maySee(shop);
        openUntil("/", ".card.Down .ways .edge.Down");
        browser.console();
        try (PathProxy proxy = new PathProxy("/connectivity/", operator.base())) {
            browser.open(proxy.address());
            isShown("#live.on");
            assertThat(browser.run("return getComputedStyle(document.body).margin"))
                    .as("styled")
                    .isEqualTo("0px");
            assertThat(linked()).allMatch(it -> it.startsWith(proxy.address().toString()));

            browser.one(".causes a[href$=PortMismatch]").click();
            becomes("one is left", () -> browser.all(".policies > li:not([hidden])").size() == 1);
            assertThat(browser.run("return location.pathname").toString())
                    .isEqualTo("/connectivity/");
            browser.one(".policies > li:not([hidden]) .more a").click();
            isShown(".sheet.Down");
            isShown("#live.on");
            assertThat(browser.run("return location.pathname").toString())
                    .isEqualTo("/connectivity/policies/" + shop + "/storefront");
            assertThat(linked()).allMatch(it -> it.startsWith(proxy.address().toString()));

            browser.one(".headline a").click();
            isShown("#portmismatch");
            browser.one(".brand a").click();
            isShown("#live.on");
            assertThat(browser.run("return location.href").toString())
                    .isEqualTo(proxy.address().toString());
            assertThat(browser.console()).isEmpty();
        }
    }

    @Test
    void noProxyIsToKeepEventsOrHoldThemBack() throws IOException {
        account.maySee(shop);
        openUntil("/", ".calm[data-health=Up]");
        URLConnection connection = page("/events").toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + account.token());
        try (InputStream events = connection.getInputStream()) {
            assertThat(events.read()).isEqualTo('e');
            assertThat(connection.getHeaderField("Cache-Control")).isEqualTo("no-store");
            assertThat(connection.getHeaderField("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    @Test
    void theWebsOfOthersAreNotTrusted() {
        HttpResponse<String> page = operator.get("/", account.token());
        String assets = page.body().replaceAll("(?s).*assets/([0-9a-f]+)/page.css.*", "$1");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains("default-src 'none'", "frame-ancestors 'none'")
                                        .doesNotContain("unsafe", "*", "data:"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("same-origin");
        assertThat(cached("/assets/" + assets + "/page.css")).contains("immutable");
        assertThat(cached("/assets/old/page.css")).isEqualTo("no-store");
        assertThat(
                        operator.get("/assets/" + assets + "/application.properties", Map.of())
                                .statusCode())
                .isEqualTo(404);
    }

    private static String cached(String path) {
        return operator.get(path, Map.of()).headers().firstValue("Cache-Control").orElse("");
    }

    @Test
    void aConnectionThatBreaksIsSaidAtOnceAndComesBackByItself() {
        account.maySee(shop);
        openUntil("/", ".calm[data-health=Up]");
        try (Cable cable = new Cable(operatorsSocket())) {
            browser.open(near(cable));
            isShown("#live.on");
            browser.run("window.marker = 1");

            cable.pull();
            await().atMost(STALE).until(() -> !browser.all("#live.lost").isEmpty());
            assertThat(browser.one("#live").getText())
                    .matches("As of [\\d:]{8} UTC, reconnecting\\s+Reload");
            cable.plug();
            isShown("#live.on");
            assertThat(browser.run("return window.marker")).as("no reload").isEqualTo(1L);
        }
    }

    /** As when a laptop's network goes: no socket tells. */
    @Test
    void aConnectionThatFallsSilentIsSaidWithinSecondsAndComesBackByItself() {
        account.maySee(shop);
        openUntil("/", ".calm[data-health=Up]");
        try (Cable cable = new Cable(operatorsSocket())) {
            browser.open(near(cable));
            isShown("#live.on");

            cable.hold();
            await().atMost(STALE.multipliedBy(2)).until(() -> !browser.all("#live.lost").isEmpty());
            cable.letGo();
            isShown("#live.on");
        }
    }

    /** 150 kB a second: what two sockets take up by themselves is full within 20 s. */
    @Test
    void aReaderThatTakesNothingIsCutOffAndOthersAreNot() throws IOException {
        int site = website(staged).getAddress().getPort();
        deploy(
                staged,
                namespace,
                "crowded",
                3001,
                IntStream.range(0, 40)
                        .mapToObj(it -> upstream("upstream-" + it, site, "Required"))
                        .collect(Collectors.joining("", "upstreams:\n", "")));
        account.maySee(namespace);
        String crowded = "/events/" + namespace + "/crowded";
        openUntil("/policies/" + namespace + "/crowded", ".sheet.Up");
        browser.open(URI.create("about:blank"));
        List<Socket> stuck = new ArrayList<>();
        AtomicLong heard = new AtomicLong();
        try (BufferedReader other = read(crowded)) {
            Thread.ofVirtual().start(() -> hear(other, heard));
            await("those that were first make room")
                    .atMost(SOON.multipliedBy(3))
                    .until(() -> stuck.addAll(stuck(crowded)) && stuck.size() == 2 * STREAMS - 1);
            assertThat(toItsEnd(stuck.getFirst())).as("what was on its way").isPositive();
            for (Socket one : stuck) {
                one.close();
            }
            long before = heard.get();
            becomes(
                    "the other hears on, until nobody else is left",
                    () -> heard.get() > before + 3 * LINES);
        }
    }

    /** Without a token: whoever reaches the port. */
    @Test
    void whoAsksOnAndOnWithoutTakingTheAnswersIsCutOff() throws IOException {
        String asked = "GET /runbook HTTP/1.1\r\nHost: operator\r\n\r\n";
        try (Socket socket = unread()) {
            askAsLongAsOneMay(socket, asked.repeat(1_000));
            toItsEnd(socket);
        }
        try (Socket socket = unread()) {
            for (int i = 0; i < 40; i++) {
                socket.getOutputStream().write(asked.getBytes(US_ASCII));
                takeAnswer(socket);
            }
        }
    }

    private static void askAsLongAsOneMay(Socket socket, String asked) throws IOException {
        try {
            socket.getOutputStream().write(asked.getBytes(US_ASCII));
        } catch (SocketException cutOff) {
            assertThat(cutOff).as("before all was said").hasMessageMatching("(?i).*(reset|pipe).*");
        }
    }

    private static void takeAnswer(Socket socket) throws IOException {
        InputStream answer = socket.getInputStream();
        String head = Opened.readTo(answer, "\r\n\r\n");
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as(head).isTrue();
        answer.skipNBytes(Long.parseLong(length.group(1)));
    }

    private static void hear(BufferedReader events, AtomicLong heard) {
        try {
            while (events.readLine() != null) {
                heard.incrementAndGet();
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Fails where it does not end with what was on its way. */
    private static long toItsEnd(Socket socket) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        byte[] piece = new byte[64 * 1024];
        long all = 0;
        try {
            for (int n = socket.getInputStream().read(piece);
                    n >= 0;
                    n = socket.getInputStream().read(piece)) {
                all += n;
                assertThat(all).isLessThan(ON_ITS_WAY);
            }
        } catch (SocketException reset) {
            // As good as an end.
            return all;
        }
        return all;
    }

    /** One that asked for events, and reads no more than that there is room; empty where not. */
    private List<Socket> stuck(String events) {
        try {
            Socket socket = unread();
            String asked =
                    "GET %s HTTP/1.1\r\nHost: operator\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(events, account.token());
            socket.getOutputStream().write(asked.getBytes(US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            if (new String(status, US_ASCII).equals("HTTP/1.1 200")) {
                return List.of(socket);
            }
            socket.close();
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that takes as little as it can by itself. */
    private static Socket unread() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(operatorsSocket());
        return socket;
    }

    private static InetSocketAddress operatorsSocket() {
        return new InetSocketAddress(operator.base().getHost(), operator.base().getPort());
    }

    private static URI near(Cable cable) {
        return URI.create("http://127.0.0.1:" + cable.port() + "/");
    }

    /** At one moment: the page changes while it is looked at. */
    private static List<String> linked() {
        List<?> addresses =
                (List<?>)
                        browser.run(
                                """
                                return [...document.querySelectorAll('a[href], link[href], script[src]')]
                                    .map(it => it.href ?? it.src)
                                """);
        return addresses.stream().map(String::valueOf).toList();
    }
}
