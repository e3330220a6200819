package dev.connectivity.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record ListenerSpec(
        @Required Integer port,
        @Nullable Protocol protocol,
        @Nullable List<ServicePort> services,
        @Nullable List<String> env) {

    /** What the process speaks on its port. */
    public enum Protocol {
        HTTP,
        HTTPS,
        TCP
    }

    /** A Service and, by name or number, the one of its ports that must lead to the listener; absent: each that fails to. */
    public record ServicePort(@Required String name, @Nullable IntOrString port) {}
}
