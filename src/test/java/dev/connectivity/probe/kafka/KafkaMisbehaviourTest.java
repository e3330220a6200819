package dev.connectivity.probe.kafka;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question.Kafka;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.TestCertificates;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers of old, and such as lie; a real Kafka has its own test. */
class KafkaMisbehaviourTest {

    /** No error; one request, 3 (metadata) in versions 0 to 12; with tags. */
    private static final String NEW = "0000 02 0003 0000 000c 00 00000000 00";

    /** The same as brokers before Kafka 2.4 write it. */
    private static final String OLD = "0000 00000001 0003 0000 0005";

    private static final String ONE_BROKER = "00000001";

    @Test
    void anOldBrokerIsAskedAgainInItsOwnVersion() {
        try (FakeServer server = answering("0023 00000000", OLD, ONE_BROKER)) {
            assertThat(ask(server).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @Test
    void fieldsThatNobodyKnowsYetAreSkipped() {
        try (FakeServer server =
                answering("0000 02 0003 0000 000c 01 05 03 aabbcc 00000000 00", ONE_BROKER)) {
            assertThat(ask(server).outcome()).isEqualTo(new Outcome.Answered());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    002a | 00000001 | error 42 INVALID_REQUEST
                    ffff | 00000001 | error -1 UNKNOWN_SERVER_ERROR
                    0309 | 00000001 | error 777
                    0000 01 00000000 00 | 00000001 | the broker does not answer version 1 of request 3
                    0000 02 0003 0002 000c 00 00000000 00 | 00000001 | the broker does not answer version 1 of request 3
                    0000 02 0003 0000 000c 00 00000000 00 | 00000000 | the broker knows of no broker, not even itself
                    """)
    void anErrorIsReportedByItsNumber(String versions, String metadata, String detail) {
        try (FakeServer server = answering(versions, metadata)) {
            assertThat(failureOf(ask(server)))
                    .isEqualTo(new Outcome.Failed(Reason.ServerError, detail));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "0000",
                "0000 ff",
                "0000 ffffffffff",
                "0000 02 0003 0000",
                "0000 02 0003 0000 000c 7f",
                "0000 02 0003 0000 000c 01 05 ffffffff07 aabbcc",
                "0023"
            })
    void whatEndsTooSoonIsProtocolError(String versions) {
        try (FakeServer server = answering(versions, "00", ONE_BROKER)) {
            assertThat(failureOf(ask(server)).reason()).isEqualTo(Reason.ProtocolError);
        }
    }

    @Test
    void anAnswerToAnotherRequestIsProtocolError() {
        try (FakeServer server =
                FakeServer.serving(client -> client.getOutputStream().write(framed(7, NEW)))) {
            assertThat(failureOf(ask(server)).reason()).isEqualTo(Reason.ProtocolError);
        }
    }

    private static FakeServer answering(String... bodies) {
        return FakeServer.serving(client -> answer(client, bodies));
    }

    /** One to each request, with its number. */
    private static void answer(Socket client, String... bodies) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        for (String body : bodies) {
            byte[] request = new byte[in.readInt()];
            in.readFully(request);
            client.getOutputStream().write(framed(ByteBuffer.wrap(request).getInt(4), body));
        }
    }

    private static byte[] framed(int correlation, String body) {
        byte[] bytes = HexFormat.of().parseHex(body.replace(" ", ""));
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(4 + bytes.length)
                .putInt(correlation)
                .put(bytes)
                .array();
    }

    private static Observation ask(FakeServer server) {
        TimeSource time = TimeSource.system();
        KafkaProber prober =
                new KafkaProber(
                        new SecureDialer(
                                loopbackDialer(), new TlsClient(TestCertificates.trust(), time)),
                        time);
        return prober.ask(new Kafka(server.address(), Optional.empty(), Optional.empty()), QUICK);
    }
}
