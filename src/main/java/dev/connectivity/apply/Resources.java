package dev.connectivity.apply;

import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;

/** Objects as bare fields: a typed one would fill in what nobody asked for, and own it. */
record Resources(KubernetesClient client) {

    Resource<GenericKubernetesResource> of(String namespace, Subject subject) {
        String apiVersion = apiVersion(subject);
        int slash = apiVersion.indexOf('/');
        ResourceDefinitionContext context =
                new ResourceDefinitionContext.Builder()
                        .withGroup(apiVersion.substring(0, Math.max(0, slash)))
                        .withVersion(apiVersion.substring(slash + 1))
                        .withKind(subject.kind().name())
                        .withPlural(subject.kind().name().toLowerCase(Locale.ROOT) + "s")
                        .withNamespaced(true)
                        .build();
        return client.genericKubernetesResources(context)
                .inNamespace(namespace)
                .withName(subject.name());
    }

    private static String apiVersion(Subject subject) {
        return switch (subject.kind()) {
            case Deployment -> "apps/v1";
            case Service, Pod -> "v1";
            case ConnectivityPolicy ->
                    throw new IllegalArgumentException("A policy's fields are not ours to set");
            case DestinationRule, VirtualService, ServiceEntry, BackendTrafficPolicy ->
                    throw new IllegalArgumentException("Written whole, by another way");
        };
    }
}
