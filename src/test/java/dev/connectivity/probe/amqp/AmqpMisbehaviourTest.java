package dev.connectivity.probe.amqp;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.Amqp;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that lie; a real RabbitMQ has its own test. */
class AmqpMisbehaviourTest {

    private static final String CANARY = "canary-4711";
    private static final byte[] TUNE =
            method(Method.TUNE, new Fields().number(2047).longNumber(131072).number(60).bytes());

    @Test
    void anotherVersionOfAmqpIsSaidToBeOne() {
        try (FakeServer server = FakeServer.saying("AMQP\0\1\0\0")) {
            assertThat(failureOf(ask(server)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.ProtocolError,
                                    "the server speaks AMQP, and not its version 0-9-1"));
        }
    }

    @Test
    void aServerThatTakesNoPasswordIsSentNone() {
        try (FakeServer server =
                FakeServer.serving(client -> answer(client, start("EXTERNAL PLAIN-X")))) {
            assertThat(failureOf(ask(server)))
                    .isEqualTo(
                            new Outcome.Failed(
                                    Reason.AuthenticationRejected,
                                    "the server takes no login by PLAIN"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AuthenticationRejected, 403 ACCESS_REFUSED",
        "530, ServerError, 530 NOT_ALLOWED",
        "320, ServerError, 320 CONNECTION_FORCED",
        "541, ServerError, 541 INTERNAL_ERROR",
        "999, ServerError, 999"
    })
    void aCloseIsReportedByItsCodeAlone(int code, Reason reason, String detail) {
        byte[] close =
                method(
                        Method.CLOSE,
                        new Fields().number(code).shortText(CANARY).number(0).number(0).bytes());
        try (FakeServer server =
                FakeServer.serving(client -> answer(client, start("PLAIN"), TUNE, close))) {
            assertThat(failureOf(ask(server))).isEqualTo(new Outcome.Failed(reason, detail));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Method.START, Method.TUNE, Method.OPEN_OK, Method.CLOSE})
    void aMethodThatEndsTooSoonIsProtocolError(int last) {
        byte[] cut = method(last, new byte[] {0});
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            if (last == Method.START) {
                                answer(client, cut);
                            } else {
                                answer(client, start("PLAIN"), cut, cut);
                            }
                        })) {
            assertThat(failureOf(ask(server)).reason()).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void aLengthThatNothingFollowsIsProtocolError() {
        byte[] lying = method(Method.START, new Fields().number(9).longNumber(0x7fffffff).bytes());
        try (FakeServer server = FakeServer.serving(client -> answer(client, lying))) {
            assertThat(failureOf(ask(server)).reason()).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void heartbeatsAreSkippedAndEndlessOnesAreNot() {
        byte[] heartbeat =
                new Fields().octet(8).number(0).longBytes(new byte[0]).octet(0xCE).bytes();
        byte[] openOk = method(Method.OPEN_OK, new byte[] {0});
        try (FakeServer server =
                        FakeServer.serving(
                                client ->
                                        answer(
                                                client,
                                                both(heartbeat, start("PLAIN")),
                                                TUNE,
                                                openOk));
                FakeServer endless =
                        FakeServer.serving(
                                client -> {
                                    while (true) {
                                        client.getOutputStream().write(heartbeat);
                                    }
                                })) {
            assertThat(ask(server).succeeded()).isTrue();
            assertThat(failureOf(ask(endless)).reason()).isEqualTo(Reason.ProtocolError);
        }
    }

    /** One after each thing that was read. */
    private static void answer(Socket client, byte[]... answers) throws IOException {
        byte[] buffer = new byte[8192];
        for (byte[] answer : answers) {
            client.getInputStream().read(buffer);
            client.getOutputStream().write(answer);
        }
        client.shutdownOutput();
    }

    private static byte[] both(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] start(String mechanisms) {
        return method(
                Method.START,
                new Fields()
                        .number(9)
                        .longBytes(new byte[0])
                        .longBytes(mechanisms.getBytes(StandardCharsets.UTF_8))
                        .bytes());
    }

    private static byte[] method(int number, byte[] body) {
        Fields payload = new Fields().number(Method.CLASS).number(number);
        for (byte b : body) {
            payload.octet(b);
        }
        return new Fields().octet(1).number(0).longBytes(payload.bytes()).octet(0xCE).bytes();
    }

    private static Observation ask(FakeServer server) {
        TimeSource time = TimeSource.system();
        AmqpProber prober =
                new AmqpProber(
                        new SecureDialer(
                                loopbackDialer(), new TlsClient(TestCertificates.trust(), time)),
                        time);
        Amqp question =
                new Amqp(
                        server.address(),
                        Optional.empty(),
                        "shop",
                        Optional.of(new Login("storefront", CANARY)));
        return prober.ask(question, QUICK);
    }
}
