package dev.connectivity.probe.http;

import static dev.connectivity.testing.HttpFixtures.http;
import static dev.connectivity.testing.HttpFixtures.ours;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.Question.WebSocket;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.HttpFixtures.Answering;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketProberTest {

    private static final Pattern KEY = Pattern.compile("\r\nSec-WebSocket-Key: (.*)\r\n");

    private final TimeSource time = TimeSource.system();
    private final WebSocketProber prober =
            new WebSocketProber(loopbackDialer(), TlsClient.ofRuntime(time), time, new Random(7));

    @Test
    void aSocketThatOpensIsClosedAsTheProtocolWants() {
        CompletableFuture<byte[]> frame = new CompletableFuture<>();
        try (FakeServer server = FakeServer.serving(client -> accept(client, frame))) {
            assertThat(ask(server).succeeded()).isTrue();
            assertThat(frame).succeedsWithin(QUICK.total());
            byte[] sent = frame.join();
            assertThat(sent).hasSize(8).startsWith(0x88, 0x82);
            assertThat((sent[2] ^ sent[6]) << 8 | (sent[3] ^ sent[7]) & 0xFF).isEqualTo(1000);
        }
    }

    @Test
    void itOpensOverTlsToo() {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD),
                        client -> accept(client, new CompletableFuture<>()))) {
            assertThat(prober.ask(question(server, Optional.of(ours())), QUICK).succeeded())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, HTTPUpgradeFailed",
        "404, HTTPUpgradeFailed",
        "426, HTTPUpgradeFailed",
        "401, HTTPAuthenticationRejected",
        "403, HTTPAuthenticationRejected",
        "429, RateLimited"
    })
    void anotherStatusThan101IsNamed(int status, Reason reason) {
        try (FakeServer server =
                Answering.always("HTTP/1.1 " + status + " s3cr3t\r\n\r\ns3cr3t").plain()) {
            Observation observation = ask(server);
            assertThat(reasonOf(observation)).isEqualTo(reason);
            assertThat(failureOf(observation).detail()).isEqualTo("status " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "X-Other: 1",
    })
    void anAcceptValueOfAnotherKeyIsNoUpgrade(String field) {
        String answer =
                "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + field
                        + "\r\n\r\n";
        try (FakeServer server = Answering.always(answer).plain()) {
            assertThat(reasonOf(ask(server))).isEqualTo(Reason.HTTPUpgradeFailed);
        }
    }

    @Test
    void whatIsNotHttpIsAProtocolErrorAndSilenceATimeout() {
        try (FakeServer server = Answering.always("SSH-2.0-x\r\n").plain()) {
            assertThat(reasonOf(ask(server))).isEqualTo(Reason.HTTPProtocolError);
        }
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation =
                    prober.ask(question(server, Optional.empty()), limits(Duration.ofSeconds(1)));
            assertThat(reasonOf(observation)).isEqualTo(Reason.HTTPResponseTimeout);
        }
    }

    private static void accept(Socket client, CompletableFuture<byte[]> frame) throws IOException {
        InputStream in = client.getInputStream();
        byte[] head = new byte[8192];
        int length = in.read(head);
        Matcher key = KEY.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1));
        if (key.find()) {
            client.getOutputStream().write(upgraded(key.group(1)));
            client.getOutputStream().flush();
            frame.complete(in.readNBytes(8));
        }
        client.close();
    }

    private static byte[] upgraded(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching\r\nupgrade: WebSocket\r\nconnection: x, upgrade\r\n"
                            + "sec-websocket-accept: "
                            + Base64.getEncoder().encodeToString(hash)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Observation ask(FakeServer server) {
        return prober.ask(question(server, Optional.empty()), QUICK);
    }

    private static WebSocket question(FakeServer server, Optional<TlsOptions> tls) {
        return new WebSocket(new HttpRequest(server.address(), tls, "/socket", http("")));
    }
}
