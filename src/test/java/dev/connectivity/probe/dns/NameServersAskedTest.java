package dev.connectivity.probe.dns;

import static dev.connectivity.probe.dns.DnsFixtures.FOUND;
import static dev.connectivity.probe.dns.DnsFixtures.SILENCE;
import static dev.connectivity.probe.dns.DnsFixtures.TXT;
import static dev.connectivity.probe.dns.DnsFixtures.chosen;
import static dev.connectivity.probe.dns.DnsFixtures.named;
import static dev.connectivity.probe.dns.DnsFixtures.prober;
import static dev.connectivity.probe.dns.DnsFixtures.question;
import static dev.connectivity.probe.dns.DnsFixtures.strict;
import static dev.connectivity.testing.FakeNameServer.code;
import static dev.connectivity.testing.FakeNameServer.name;
import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DnsSpec.RecordType;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question.Dns;
import dev.connectivity.testing.FakeNameServer;
import dev.connectivity.testing.FakeNameServer.Script;
import dev.connectivity.testing.FakeServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which name servers are asked, for which names, and in which order. */
class NameServersAskedTest {

    @Test
    void aChosenServerIsAskedForTheNameAsItIsWritten() {
        try (FakeNameServer server = FakeNameServer.saying(FOUND)) {
            prober(List.of()).ask(new Dns(named("db"), RecordType.TXT, chosen(server)), QUICK);

            assertThat(server.asked()).containsExactly("db " + TXT);
        }
    }

    @Test
    void theMachinesOwnServersAreAskedWithTheSearchListOfAPod() {
        Script onlyAbsolute =
                query ->
                        query.length == 12 + name("chat.test").length + 4
                                ? FOUND.answers(query)
                                : List.of(code(query, 3));
        try (FakeNameServer server = FakeNameServer.saying(onlyAbsolute)) {
            Observation observation =
                    prober(List.of(server))
                            .ask(
                                    new Dns(named("chat.test"), RecordType.A, Optional.empty()),
                                    QUICK);

            assertThat(observation.succeeded()).isTrue();
            assertThat(server.asked())
                    .containsExactly(
                            "chat.test.shop.svc.cluster.local 1",
                            "chat.test.svc.cluster.local 1",
                            "chat.test.cluster.local 1",
                            "chat.test 1");
        }
    }

    @Test
    void theNextServerIsAskedWhereOneFailsOrIsSilent() {
        for (Script first : List.<Script>of(SILENCE, query -> List.of(code(query, 2)))) {
            try (FakeNameServer broken = FakeNameServer.saying(first);
                    FakeNameServer sound = FakeNameServer.saying(FOUND)) {
                Observation observation =
                        prober(List.of(broken, sound))
                                .ask(new Dns(named("db"), RecordType.A, Optional.empty()), QUICK);

                assertThat(observation.succeeded()).isTrue();
            }
        }
    }

    @Test
    void aChosenServerIsHeldAgainstTheGuard() {
        try (FakeNameServer server = FakeNameServer.saying(FOUND)) {
            Observation observation = strict(List.of()).ask(question(server), QUICK);

            assertThat(reasonOf(observation)).isEqualTo(Reason.DestinationProhibited);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void aServerThatTheMachineAsksAnywayMayBeChosen() {
        try (FakeNameServer server = FakeNameServer.saying(FOUND)) {
            assertThat(strict(List.of(server)).ask(question(server), QUICK).succeeded()).isTrue();
        }
    }

    @Test
    void aPortThatNobodyListensOnIsRefused() {
        Address nobody = FakeServer.refusing();
        Address server = new Address("127.0.0.1", nobody.port(), "shop");

        Observation observation =
                prober(List.of())
                        .ask(new Dns(named("db.test"), RecordType.A, Optional.of(server)), QUICK);

        assertThat(reasonOf(observation)).isEqualTo(Reason.ConnectionRefused);
    }
}
