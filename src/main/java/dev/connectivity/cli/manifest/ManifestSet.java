package dev.connectivity.cli.manifest;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was read, by kind, in the order of the files; other kinds are left out. */
public record ManifestSet(
        List<Manifest<ConnectivityPolicy>> policies,
        List<Manifest<Deployment>> deployments,
        List<Manifest<Service>> services,
        List<Manifest<Secret>> secrets,
        List<Manifest<HorizontalPodAutoscaler>> autoscalers,
        List<Complaint> complaints) {

    static ManifestSet empty() {
        return new ManifestSet(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    public Optional<Manifest<Deployment>> deployment(String namespace, String name) {
        return in(namespace, deployments).stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Those of one namespace. */
    public static <T extends HasMetadata> List<Manifest<T>> in(
            String namespace, List<Manifest<T>> manifests) {
        return manifests.stream().filter(it -> it.namespace().equals(namespace)).toList();
    }

    public static <T extends HasMetadata> List<T> objects(List<Manifest<T>> manifests) {
        return manifests.stream().map(Manifest::object).toList();
    }
}
