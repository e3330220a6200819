package dev.connectivity.probe;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.limits;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.amqp.AmqpProber;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.kafka.KafkaProber;
import dev.connectivity.probe.redis.RedisProber;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.LoggedRecords;
import dev.connectivity.testing.TestCertificates;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What none of the brokers' servers would do, and every broker's probe must bear. */
class BrokersMisbehaviourTest {

    private static final String CANARY = "canary-4711";
    private static final Optional<Login> LOGIN = Optional.of(new Login("storefront", CANARY));
    private static final Limits SHORT = limits(Duration.ofMillis(300));
    private static final TimeSource TIME = TimeSource.system();
    private static final SecureDialer DIALER =
            new SecureDialer(loopbackDialer(), new TlsClient(TestCertificates.trust(), TIME));

    enum Broker {
        Redis {
            @Override
            Observation ask(Address address, Optional<TlsOptions> tls, Limits limits) {
                return new RedisProber(DIALER, TIME)
                        .ask(new Question.Redis(address, tls, LOGIN), limits);
            }
        },
        Amqp {
            @Override
            Observation ask(Address address, Optional<TlsOptions> tls, Limits limits) {
                return new AmqpProber(DIALER, TIME)
                        .ask(new Question.Amqp(address, tls, "shop", LOGIN), limits);
            }
        },
        Kafka {
            @Override
            Observation ask(Address address, Optional<TlsOptions> tls, Limits limits) {
                return new KafkaProber(DIALER, TIME)
                        .ask(new Question.Kafka(address, tls, LOGIN), limits);
            }
        };

        abstract Observation ask(Address address, Optional<TlsOptions> tls, Limits limits);

        Observation ask(FakeServer server, Limits limits) {
            return ask(server.address(), Optional.empty(), limits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPortThatNobodyListensOnIsConnectionRefused(Broker broker) {
        Observation observation = broker.ask(FakeServer.refusing(), Optional.empty(), QUICK);

        assertThat(reasonOf(observation)).isEqualTo(Reason.ConnectionRefused);
        assertThat(observation.toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsResponseTimeoutAtTheDeadline(Broker broker) {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation = broker.ask(server, SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.ResponseTimeout);
            assertThat(observation.took())
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceInTheTlsHandshakeIsResponseTimeout(Broker broker) {
        try (FakeServer server = FakeServer.hanging()) {
            Observation observation =
                    broker.ask(server.address(), Optional.of(TlsOptions.FULL), SHORT);

            assertThat(reasonOf(observation)).isEqualTo(Reason.ResponseTimeout);
            assertThat(observation.phases()).containsKey(Phase.Handshake);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceBehindTlsIsResponseTimeout(Broker broker) {
        try (FakeServer server =
                FakeServer.secured(
                        TestCertificates.serverWith(TestCertificates.GOOD), client -> {})) {
            assertThat(
                            reasonOf(
                                    broker.ask(
                                            server.address(),
                                            Optional.of(TlsOptions.FULL),
                                            limits(Duration.ofSeconds(2)))))
                    .isEqualTo(Reason.ResponseTimeout);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsUpIsConnectionReset(Broker broker) {
        try (FakeServer ending = FakeServer.saying("");
                FakeServer resetting = FakeServer.resetting()) {
            assertThat(reasonOf(broker.ask(ending, QUICK))).isEqualTo(Reason.ConnectionReset);
            assertThat(reasonOf(broker.ask(resetting, QUICK))).isEqualTo(Reason.ConnectionReset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherProtocolIsProtocolErrorAndNotRepeated(Broker broker) {
        for (String answer :
                new String[] {
                    "HTTP/1.1 400 Bad Request\r\n\r\n",
                    "SSH-2.0-OpenSSH_9.6\r\n",
                    "220 mail.example.test ESMTP\r\n",
                    "\u0015\u0003\u0003\u0000\u0002\u0002\u0046",
                    "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
                }) {
            try (FakeServer server = FakeServer.saying(answer)) {
                Observation observation = broker.ask(server, QUICK);

                assertThat(reasonOf(observation)).as(answer).isEqualTo(Reason.ProtocolError);
                assertThat(observation.toString()).doesNotContain("mail", "OpenSSH", CANARY);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatNeverEndsIsGivenUp(Broker broker) {
        for (byte filling : new byte[] {'+', '-', 0, 1, 8, 'x'}) {
            byte[] block = new byte[4096];
            Arrays.fill(block, filling);
            try (FakeServer server =
                    FakeServer.serving(
                            client -> {
                                while (true) {
                                    client.getOutputStream().write(block);
                                }
                            })) {
                assertThat(reasonOf(broker.ask(server, QUICK)))
                        .as("%d", filling)
                        .isEqualTo(Reason.ProtocolError);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aByteNowAndThenDoesNotPutTheDeadlineOff(Broker broker) {
        String[] openings = {"+O", "\u0001\u0000\u0000\u0000\u0000\u0000\u0040", "\0\0\0\u0040"};
        try (FakeServer server =
                FakeServer.serving(
                        client -> {
                            for (char c : openings[broker.ordinal()].toCharArray()) {
                                client.getOutputStream().write(c);
                            }
                            while (true) {
                                client.getOutputStream().write('K');
                                pause();
                            }
                        })) {
            Observation observation = broker.ask(server, SHORT);

            assertThat(reasonOf(observation)).isIn(Reason.ResponseTimeout, Reason.ProtocolError);
            assertThat(observation.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** The worst that a server can do with a password is to say it again. */
    @ParameterizedTest
    @EnumSource
    void aPasswordIsInNoOutcomeAndNoLogLineAtAnyLevel(Broker broker) {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        try (LoggedRecords records = LoggedRecords.of("", Level.ALL);
                FakeServer server =
                        FakeServer.serving(
                                client ->
                                        client.getInputStream()
                                                .transferTo(client.getOutputStream()))) {
            Logger.getLogger("dev.connectivity").finest("the handler hears everything");
            Observation plain = broker.ask(server, QUICK);
            Observation secured = broker.ask(server.address(), Optional.of(TlsOptions.FULL), QUICK);

            assertThat(plain + " " + secured).doesNotContain(CANARY);
            assertThat(String.join(" ", records.texts()))
                    .contains("the handler hears everything")
                    .doesNotContain(CANARY);
        } finally {
            root.setLevel(before);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
