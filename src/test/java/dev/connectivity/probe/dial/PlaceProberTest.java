package dev.connectivity.probe.dial;

import static dev.connectivity.testing.ProbeFixtures.emptyCluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceProberTest {

    @Test
    void bothFamiliesAreTold() {
        assertThat(place("203.0.113.1", "2001:db8::1").facts())
                .containsExactly(
                        new Fact.Placed(
                                "chat.example.test",
                                List.of(
                                        InetAddress.ofLiteral("203.0.113.1"),
                                        InetAddress.ofLiteral("2001:db8::1"))));
    }

    @Test
    void oneDeniedAddressAndNoneIsTold() {
        Observation observation = place("203.0.113.1", "169.254.169.254");

        assertThat(observation.facts()).isEmpty();
        assertThat(observation.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        it -> assertThat(it.reason()).isEqualTo(Reason.DestinationProhibited));
    }

    private static Observation place(String... addresses) {
        Resolver resolver =
                (address, deadline) ->
                        new Resolver.Resolution(
                                address.host(),
                                Stream.of(addresses).map(InetAddress::ofLiteral).toList());
        AddressGuard guard =
                new AddressGuard(
                        emptyCluster(),
                        AddressGuard.Rules.of(List.of(), List.of(), "cluster.local", true));
        return new PlaceProber(new Dialer(resolver, guard), TimeSource.system())
                .ask(
                        new Question.Place(new Address("chat.example.test", 80, "shop")),
                        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }
}
