package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard over what a real API server says of nodes, pods, Services and EndpointSlices. */
class ClusterAddressesIT extends IncidentScene {

    private static final String NODE = "guarded-node";

    private RunningOperator running;
    private String other;

    @BeforeEach
    void makeTheNode() {
        other = API.newNamespace();
        Node node =
                client.resource(
                                new NodeBuilder()
                                        .withNewMetadata()
                                        .withName(NODE)
                                        .endMetadata()
                                        .withNewSpec()
                                        .withPodCIDR("10.77.0.0/24")
                                        .withPodCIDRs("10.77.0.0/24", "fd00:77::/64")
                                        .endSpec()
                                        .build())
                        .create();
        node.getStatus()
                .setAddresses(
                        new NodeBuilder()
                                .withNewStatus()
                                .addNewAddress("172.20.0.5", "InternalIP")
                                .addNewAddress("2001:DB8:20::5", "InternalIP")
                                .endStatus()
                                .build()
                                .getStatus()
                                .getAddresses());
        client.resource(node).updateStatus();
        running = startTheOperator();
        applyPolicy("Observe");
        becomes("Accepted", "True");
    }

    @AfterEach
    void removeTheNode() {
        client.nodes().withName(NODE).delete();
    }

    @Test
    void nodesAndTheApiServerAreProhibitedByEachOfTheirAddresses() {
        await().atMost(SOON).until(() -> kind("172.20.0.5").equals(Optional.of("a node")));

        assertThat(kind("2001:db8:20::5")).contains("a node");
        String apiServer =
                client.services()
                        .inNamespace("default")
                        .withName("kubernetes")
                        .get()
                        .getSpec()
                        .getClusterIP();
        assertThat(kind(apiServer)).contains("the API server");
    }

    @Test
    void podsAreTheirNamespacesByEachOfTheirAddresses() {
        pod(namespace, "own", "Running", "10.77.0.10", "fd00:77::10");
        pod(other, "foreign", "Running", "10.77.0.11", "fd00:77::11");
        // It ended, and its address was given to another.
        pod(namespace, "ended", "Succeeded", "10.77.0.11");

        String foreign = "a pod of another namespace";
        await().atMost(SOON).until(() -> kind("fd00:77::11").equals(Optional.of(foreign)));
        await().atMost(SOON).until(() -> kind("10.77.0.10").isEmpty());
        assertThat(kind("10.77.0.11")).contains(foreign);
        assertThat(kind("fd00:77::10")).isEmpty();
        assertThat(kind("10.77.0.1")).contains("an address of the pods' network that no pod has");
    }

    @Test
    void aServiceIsJudgedByWhereItsSlicesLead() {
        pod(namespace, "own", "Running", "10.77.0.20");
        String sound = service(namespace, "sound", "10.77.0.20");
        String toTheKubelet = service(namespace, "kubelet", "10.77.0.20", "172.20.0.5");
        String toOutside = service(namespace, "outside", "203.0.113.7");
        String ofAnother = service(other, "db", "203.0.113.7");

        await().atMost(SOON)
                .until(
                        () ->
                                kind(toTheKubelet)
                                        .equals(Optional.of("a Service that leads to a node")));
        await().atMost(SOON).until(() -> kind(sound).isEmpty());
        await().atMost(SOON).until(() -> kind(toOutside).isEmpty());
        await().atMost(SOON)
                .until(() -> kind(ofAnother).equals(Optional.of("a Service of another namespace")));
    }

    private Optional<String> kind(String address) {
        AddressGuard guard =
                new AddressGuard(
                        running.cluster(),
                        AddressGuard.Rules.of(List.of(), List.of(), "cluster.local", true));
        return guard.prohibition(InetAddress.ofLiteral(address), "any.example.test", namespace);
    }

    private void pod(String in, String name, String phase, String... addresses) {
        Pod pod =
                client.resource(
                                new PodBuilder()
                                        .withNewMetadata()
                                        .withName(name)
                                        .withNamespace(in)
                                        .endMetadata()
                                        .withNewSpec()
                                        .withNodeName(NODE)
                                        .withAutomountServiceAccountToken(false)
                                        .addNewContainer()
                                        .withName("app")
                                        .withImage("app")
                                        .endContainer()
                                        .endSpec()
                                        .build())
                        .create();
        var status = new PodBuilder().withNewStatus().withPhase(phase).withPodIP(addresses[0]);
        for (String address : addresses) {
            status.addNewPodIP().withIp(address).endPodIP();
        }
        pod.setStatus(status.endStatus().build().getStatus());
        client.resource(pod).updateStatus();
    }

    private String service(String in, String name, String... endpoints) {
        Service service =
                client.resource(
                                new ServiceBuilder()
                                        .withNewMetadata()
                                        .withName(name)
                                        .withNamespace(in)
                                        .endMetadata()
                                        .withNewSpec()
                                        .addNewPort()
                                        .withPort(80)
                                        .endPort()
                                        .endSpec()
                                        .build())
                        .create();
        client.resource(
                        new EndpointSliceBuilder()
                                .withNewMetadata()
                                .withName(name + "-written-by-hand")
                                .withNamespace(in)
                                .addToLabels("kubernetes.io/service-name", name)
                                .endMetadata()
                                .withAddressType("IPv4")
                                .addNewEndpoint()
                                .withAddresses(endpoints)
                                .endEndpoint()
                                .addNewPort()
                                .withPort(10250)
                                .endPort()
                                .build())
                .create();
        return service.getSpec().getClusterIP();
    }
}
