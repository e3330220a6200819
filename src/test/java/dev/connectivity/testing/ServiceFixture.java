package dev.connectivity.testing;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;

/** A Service; to begin with, it selects the pods of {@link EvidenceFixture} and has no port. */
public final class ServiceFixture {

    private final ServiceBuilder service;

    private ServiceFixture(String name) {
        service =
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(EvidenceFixture.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(EvidenceFixture.LABELS)
                        .endSpec();
    }

    public static ServiceFixture aService(String name) {
        return new ServiceFixture(name);
    }

    /** A TCP port; {@code target} is a number or a name. */
    public ServiceFixture port(String name, int number, Object target) {
        return port(name, number, target, "TCP");
    }

    public ServiceFixture udpPort(String name, int number, Object target) {
        return port(name, number, target, "UDP");
    }

    private ServiceFixture port(String name, int number, Object target, String protocol) {
        service.editSpec()
                .addNewPort()
                .withName(name)
                .withPort(number)
                .withTargetPort(new IntOrString(target))
                .withProtocol(protocol)
                .endPort()
                .endSpec();
        return this;
    }

    public ServiceFixture selecting(Map<String, String> labels) {
        service.editSpec().withSelector(labels).endSpec();
        return this;
    }

    public Service build() {
        return service.build();
    }
}
