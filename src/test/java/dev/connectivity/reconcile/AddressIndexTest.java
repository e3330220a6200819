package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressIndexTest {

    @Test
    void aPodIsFoundByEachOfItsAddressesHoweverTheyAreSpelt() {
        assertThat(AddressIndex.of(pod("Running")))
                .containsExactly(key("10.244.0.3"), key("fd00:10:244:0::3"));
    }

    @Test
    void aPodThatEndedHasNoAddressAnyMore() {
        assertThat(AddressIndex.of(pod("Succeeded"))).isEmpty();
        assertThat(AddressIndex.of(pod("Failed"))).isEmpty();
        assertThat(AddressIndex.of(new Pod())).isEmpty();
    }

    @Test
    void aNodeIsFoundByItsAddressesAndNotByItsName() {
        var node =
                new NodeBuilder()
                        .withNewStatus()
                        .addNewAddress("10.0.0.5", "InternalIP")
                        .addNewAddress("2001:DB8::5", "ExternalIP")
                        .addNewAddress("node-1", "Hostname")
                        .endStatus()
                        .build();

        assertThat(AddressIndex.of(node)).containsExactly(key("10.0.0.5"), key("2001:db8::5"));
    }

    @Test
    void aServiceIsFoundByAllThatIsForwardedForIt() {
        Service service =
                new ServiceBuilder()
                        .withNewSpec()
                        .withClusterIP("10.96.0.7")
                        .withClusterIPs("10.96.0.7", "fd00:10:96::7")
                        .withExternalIPs("203.0.113.80")
                        .endSpec()
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .addNewIngress()
                        .withIp("203.0.113.81")
                        .endIngress()
                        .addNewIngress()
                        .withHostname("lb.example.test")
                        .endIngress()
                        .endLoadBalancer()
                        .endStatus()
                        .build();

        assertThat(AddressIndex.of(service))
                .containsExactly(
                        key("10.96.0.7"),
                        key("fd00:10:96::7"),
                        key("203.0.113.80"),
                        key("203.0.113.81"));
        assertThat(AddressIndex.isInside(service, at("fd00:10:96::7"))).isTrue();
        assertThat(AddressIndex.isInside(service, at("203.0.113.80"))).isFalse();
    }

    @Test
    void aHeadlessServiceHasNoAddress() {
        Service headless =
                new ServiceBuilder()
                        .withNewSpec()
                        .withClusterIP("None")
                        .withClusterIPs("None")
                        .endSpec()
                        .build();

        assertThat(AddressIndex.of(headless)).isEmpty();
        assertThat(AddressIndex.of(new Service())).isEmpty();
    }

    @Test
    void aSliceIsFoundByItsService() {
        var slice =
                new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("db-x7k2p")
                        .addToLabels("kubernetes.io/service-name", "db")
                        .endMetadata();

        assertThat(AddressIndex.serviceOf(slice.build())).containsExactly("shop/db");
        assertThat(
                        AddressIndex.serviceOf(
                                slice.editMetadata().withLabels(null).endMetadata().build()))
                .isEmpty();
    }

    private static Pod pod(String phase) {
        return new PodBuilder()
                .withNewStatus()
                .withPhase(phase)
                .withPodIP("10.244.0.3")
                .withPodIPs(new PodIP("10.244.0.3"), new PodIP("fd00:10:244::3"))
                .endStatus()
                .build();
    }

    private static String key(String address) {
        return AddressIndex.key(at(address));
    }

    private static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }
}
