package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Policies of namespace shop, by their YAML. */
public final class Policies {

    private Policies() {}

    public static ConnectivityPolicy named(String name, String created, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: connectivity.dev/v1alpha1
                kind: ConnectivityPolicy
                metadata: {name: %s, namespace: shop, uid: uid-%s, generation: 1, creationTimestamp: '%s'}
                spec: {%s}
                """
                        .formatted(name, name, created, spec),
                ConnectivityPolicy.class);
    }

    public static Policy read(String spec) {
        return PolicyReader.read(named("storefront", "2026-01-01T00:00:00Z", spec));
    }
}
