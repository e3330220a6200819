package dev.connectivity.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.fallback.Destination.Side;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AliasObjectsTest {

    private static final Service SERVICE =
            new ServiceBuilder()
                    .withNewMetadata()
                    .withName("chat")
                    .withNamespace("shop")
                    .withUid("u-1")
                    .endMetadata()
                    .withNewSpec()
                    .addNewPort()
                    .withPort(80)
                    .withName("http")
                    .endPort()
                    .addNewPort()
                    .withPort(81)
                    .withName("admin")
                    .endPort()
                    .endSpec()
                    .build();

    @Test
    void eachFamilyHasASliceOfItsOwn() {
        List<EndpointSlice> slices =
                AliasObjects.slices(SERVICE, to("203.0.113.2", "2001:db8::1"), List.of());

        assertThat(slices)
                .extracting(EndpointSlice::getAddressType)
                .containsExactly("IPv4", "IPv6");
        assertThat(slices)
                .extracting(it -> it.getEndpoints().getFirst().getAddresses().getFirst())
                .containsExactly("203.0.113.2", "2001:db8::1");
        assertThat(slices)
                .allSatisfy(
                        it -> {
                            assertThat(it.getMetadata().getLabels())
                                    .containsEntry("kubernetes.io/service-name", "chat")
                                    .containsEntry(
                                            "endpointslice.kubernetes.io/managed-by",
                                            "connectivity-operator");
                            assertThat(it.getMetadata().getOwnerReferences())
                                    .singleElement()
                                    .satisfies(
                                            owner -> assertThat(owner.getUid()).isEqualTo("u-1"));
                            assertThat(AliasObjects.side(it)).contains(Side.Upstream);
                        });
    }

    @Test
    void aFamilyWithoutAddressesHasNoSliceUnlessItIsThereToBeEmptied() {
        List<EndpointSlice> both =
                AliasObjects.slices(SERVICE, to("203.0.113.2", "2001:db8::1"), List.of());

        assertThat(AliasObjects.slices(SERVICE, to("203.0.113.2"), List.of())).hasSize(1);
        assertThat(AliasObjects.slices(SERVICE, to("203.0.113.2"), both))
                .extracting(it -> it.getEndpoints().size())
                .containsExactly(1, 0);
    }

    @Test
    void theSameAddressesInAnotherOrderReadTheSame() {
        EndpointSlice one =
                AliasObjects.slices(SERVICE, to("203.0.113.2", "203.0.113.1"), List.of())
                        .getFirst();
        EndpointSlice other =
                AliasObjects.slices(SERVICE, to("203.0.113.1", "203.0.113.2"), List.of())
                        .getFirst();
        EndpointSlice elsewhere =
                AliasObjects.slices(SERVICE, to("203.0.113.1"), List.of()).getFirst();

        assertThat(AliasObjects.readsAs(one, other)).isTrue();
        assertThat(AliasObjects.readsAs(one, elsewhere)).isFalse();
    }

    @Test
    void aDestinationHasAHundredAddressesAtMost() {
        List<String> many = IntStream.range(0, 250).mapToObj(i -> "203.0.113." + i).toList();

        assertThat(new Destination(Side.Upstream, 80, many).addresses()).hasSize(100);
    }

    @Test
    void aStandInIsFoundByItsPortsNameAndByWhatIsReady() {
        EndpointSlice ready = slice("http", 8080, "10.0.0.1", true);
        EndpointSlice starting = slice("http", 8080, "10.0.0.2", false);
        EndpointSlice admin = slice("admin", 9090, "10.0.0.1", true);

        assertThat(StandIns.of(SERVICE, 80, List.of(admin, starting, ready)))
                .contains(new StandIns.Endpoints(8080, List.of("10.0.0.1"), true));
        assertThat(StandIns.of(SERVICE, 80, List.of(starting)))
                .contains(new StandIns.Endpoints(8080, List.of("10.0.0.2"), false));
        assertThat(StandIns.of(SERVICE, 80, List.of()))
                .contains(new StandIns.Endpoints(80, List.of(), false));
        assertThat(StandIns.of(SERVICE, 82, List.of(ready))).isEmpty();
    }

    @Test
    void ofTwoTargetPortsOneIsUsed() {
        assertThat(
                        StandIns.of(
                                SERVICE,
                                80,
                                List.of(
                                        slice("http", 8080, "10.0.0.1", true),
                                        slice("http", 8081, "10.0.0.2", true))))
                .contains(new StandIns.Endpoints(8080, List.of("10.0.0.1"), true));
    }

    private static EndpointSlice slice(String name, int port, String address, boolean ready) {
        return new EndpointSliceBuilder()
                .addNewPort()
                .withName(name)
                .withPort(port)
                .endPort()
                .addNewEndpoint()
                .withAddresses(address)
                .withNewConditions()
                .withReady(ready)
                .endConditions()
                .endEndpoint()
                .build();
    }

    private static Destination to(String... addresses) {
        return new Destination(Side.Upstream, 80, List.of(addresses));
    }
}
