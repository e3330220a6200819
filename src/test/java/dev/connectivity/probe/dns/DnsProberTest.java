package dev.connectivity.probe.dns;

import static dev.connectivity.probe.dns.DnsFixtures.A;
import static dev.connectivity.probe.dns.DnsFixtures.FOUND;
import static dev.connectivity.probe.dns.DnsFixtures.IPV4;
import static dev.connectivity.probe.dns.DnsFixtures.SILENCE;
import static dev.connectivity.probe.dns.DnsFixtures.TXT;
import static dev.connectivity.probe.dns.DnsFixtures.chosen;
import static dev.connectivity.probe.dns.DnsFixtures.named;
import static dev.connectivity.probe.dns.DnsFixtures.prober;
import static dev.connectivity.probe.dns.DnsFixtures.question;
import static dev.connectivity.testing.FakeNameServer.code;
import static dev.connectivity.testing.FakeNameServer.name;
import static dev.connectivity.testing.FakeNameServer.record;
import static dev.connectivity.testing.FakeNameServer.records;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome.Failed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.Dns;
import dev.connectivity.testing.FakeNameServer;
import dev.connectivity.testing.FakeNameServer.Script;
import dev.connectivity.testing.ProbeFixtures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DnsProberTest {

    private static final int CNAME = 5;
    private static final Limits SHORT = ProbeFixtures.limits(Duration.ofMillis(400));

    @ParameterizedTest
    @EnumSource
    void aRecordOfTheTypeIsAnAnswer(RecordType type) {
        try (FakeNameServer server = FakeNameServer.saying(FOUND)) {
            Observation observation =
                    ask(server, new Dns(named("_pg._tcp.db.test"), type, chosen(server)));

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.phases()).containsKeys(Phase.Request, Phase.Response);
            assertThat(server.asked())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("_pg._tcp.db.test ");
        }
    }

    @Test
    void aliasesAreFollowedWithinTheAnswer() {
        Script aliased =
                query ->
                        List.of(
                                records(
                                        query,
                                        record(CNAME, name("a.test")),
                                        record(name("a.test"), CNAME, name("b.test")),
                                        record(name("B.test"), A, IPV4)));

        assertThat(ask(aliased).succeeded()).isTrue();
    }

    @Test
    void aRecordOfAnotherNameIsNone() {
        Script foreign = query -> List.of(records(query, record(name("other.test"), A, IPV4)));

        assertThat(failureOf(ask(foreign)))
                .isEqualTo(new Failed(Reason.DNSNameNotFound, "db.test has no record of type A"));
    }

    @Test
    void aNameWithoutARecordOfTheTypeIsNotFoundInWordsOfItsOwn() {
        assertThat(failureOf(ask(query -> List.of(code(query, 0)))))
                .isEqualTo(new Failed(Reason.DNSNameNotFound, "db.test has no record of type A"));
        assertThat(failureOf(ask(query -> List.of(records(query, record(TXT, new byte[] {0}))))))
                .isEqualTo(new Failed(Reason.DNSNameNotFound, "db.test has no record of type A"));
    }

    @Test
    void aNameThatDoesNotExistIsNotFound() {
        assertThat(failureOf(ask(query -> List.of(code(query, 3)))))
                .isEqualTo(new Failed(Reason.DNSNameNotFound, "db.test"));
    }

    @ParameterizedTest
    @CsvSource({"1, FORMERR", "2, SERVFAIL", "4, NOTIMP", "5, REFUSED", "9, code 9"})
    void anErrorCodeIsAServerFailure(int code, String word) {
        assertThat(failureOf(ask(query -> List.of(code(query, code)))))
                .isEqualTo(new Failed(Reason.DNSServerFailure, "db.test, " + word));
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() {
        assertThat(reasonOf(ask(SILENCE, SHORT))).isEqualTo(Reason.DNSTimeout);
    }

    @Test
    void whatAnswersAnotherQuestionIsPassedOver() {
        Script lying =
                query -> {
                    byte[] wrongId = records(query, record(A, IPV4));
                    wrongId[0] ^= 0x55;
                    byte[] wrongName = records(query, record(A, IPV4));
                    wrongName[14] ^= 0x01;
                    byte[] wrongType = records(query, record(A, IPV4));
                    wrongType[query.length - 3] ^= 0x01;
                    byte[] garbage = new byte[64];
                    new Random(1).nextBytes(garbage);
                    return List.of(
                            query,
                            wrongId,
                            wrongName,
                            wrongType,
                            garbage,
                            new byte[0],
                            new byte[5]);
                };

        assertThat(reasonOf(ask(lying, SHORT))).isEqualTo(Reason.DNSTimeout);
        assertThat(ask(query -> concat(lying.answers(query), FOUND.answers(query))).succeeded())
                .isTrue();
    }

    @Test
    void anAnswerThatCannotBeReadIsAServerFailure() {
        Script torn =
                query -> {
                    byte[] whole = records(query, record(A, IPV4));
                    return List.of(Arrays.copyOf(whole, whole.length - 3));
                };
        byte[] loop = {(byte) 0xc0, 27};

        assertThat(failureOf(ask(torn)))
                .isEqualTo(
                        new Failed(
                                Reason.DNSServerFailure, "db.test, an answer that cannot be read"));
        assertThat(reasonOf(ask(query -> List.of(records(query, record(loop, A, IPV4))))))
                .isIn(Reason.DNSServerFailure, Reason.DNSNameNotFound);
    }

    @Test
    void aLostDatagramIsRepeated() {
        AtomicInteger asked = new AtomicInteger();
        Script lossy = query -> asked.incrementAndGet() == 1 ? List.of() : FOUND.answers(query);

        assertThat(ask(lossy).succeeded()).isTrue();
    }

    @Test
    void anAnswerThatIsCutShortIsAskedForOverTcp() {
        try (FakeNameServer server = FakeNameServer.sayingOverTcp(FOUND)) {
            Observation observation = ask(server, question(server));

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.phases()).containsKey(Phase.Connect);
        }
    }

    @Test
    void overTcpTooOnlyAnAnswerToTheQueryCounts() {
        Script lying =
                query -> {
                    byte[] wrongId = records(query, record(A, IPV4));
                    wrongId[0] ^= 0x55;
                    return List.of(wrongId);
                };
        for (Script script : List.of(lying, query -> List.of(new byte[3]))) {
            try (FakeNameServer server = FakeNameServer.sayingOverTcp(script)) {
                assertThat(reasonOf(ask(server, question(server))))
                        .isEqualTo(Reason.DNSServerFailure);
            }
        }
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIsAReset() {
        try (FakeNameServer server = FakeNameServer.sayingOverTcp(SILENCE)) {
            assertThat(reasonOf(ask(server, question(server)))).isEqualTo(Reason.ConnectionReset);
        }
    }

    @Test
    void whatIsNoNameIsNotAskedFor() {
        try (FakeNameServer server = FakeNameServer.saying(FOUND)) {
            Observation observation =
                    ask(server, new Dns(named("a b"), RecordType.A, chosen(server)));

            assertThat(failureOf(observation))
                    .isEqualTo(new Failed(Reason.DNSNameNotFound, "not a host name"));
            assertThat(server.asked()).isEmpty();
        }
    }

    private static Observation ask(Script script) {
        return ask(script, QUICK);
    }

    private static Observation ask(Script script, Limits limits) {
        try (FakeNameServer server = FakeNameServer.saying(script)) {
            return prober(List.of()).ask(question(server), limits);
        }
    }

    private static Observation ask(FakeNameServer server, Dns question) {
        assertThat(question.server()).contains(server.address());
        return prober(List.of()).ask(question, QUICK);
    }

    private static List<byte[]> concat(List<byte[]> first, List<byte[]> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
