package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class TrimmingTest {

    @Test
    void aSliceWithoutEndpointsHasAnEmptyListOfThem() {
        var slice =
                Trimming.trim(
                        Serialization.unmarshal(
                                """
                                kind: EndpointSlice
                                apiVersion: discovery.k8s.io/v1
                                metadata: {name: a}
                                endpoints: null
                                ports: null
                                """,
                                EndpointSlice.class));

        assertThat(slice.getEndpoints()).isEmpty();
        assertThat(slice.getPorts()).isEmpty();
    }

    @Test
    void aServiceKeepsWhoOwnsWhatAndLosesItsLastManifest() {
        Service service =
                Trimming.trim(
                        new ServiceBuilder()
                                .withNewMetadata()
                                .addToAnnotations(
                                        "kubectl.kubernetes.io/last-applied-configuration", "{}")
                                .addToAnnotations("kept", "yes")
                                .withManagedFields(new ManagedFieldsEntry())
                                .endMetadata()
                                .build());
        assertThat(service.getMetadata().getAnnotations()).containsOnlyKeys("kept");
        assertThat(service.getMetadata().getManagedFields()).hasSize(1);
    }

    @Test
    void aPodKeepsWhatTheDiagnosisReadsAndLosesTheRest() {
        Pod pod =
                Trimming.trim(
                        new PodBuilder()
                                .withNewMetadata()
                                .withManagedFields(new ManagedFieldsEntry())
                                .endMetadata()
                                .withNewSpec()
                                .addNewVolume()
                                .withName("data")
                                .endVolume()
                                .addNewContainer()
                                .withName("app")
                                .withArgs("--password=x")
                                .addNewPort()
                                .withContainerPort(3001)
                                .endPort()
                                .endContainer()
                                .endSpec()
                                .build());
        assertThat(pod.getMetadata().getManagedFields()).isNullOrEmpty();
        assertThat(pod.getSpec().getVolumes()).isEmpty();
        assertThat(pod.getSpec().getContainers().getFirst().getArgs()).isEmpty();
        assertThat(pod.getSpec().getContainers().getFirst().getPorts()).hasSize(1);
    }
}
