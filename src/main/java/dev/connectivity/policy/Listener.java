package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Optional;

/**
 * The claim where the process listens; a claim, because only a connect proves it.
 *
 * @param services empty: those that select the pods
 * @param env names of variables that carry the port
 */
public record Listener(int port, Protocol protocol, List<ServicePort> services, List<String> env) {

    /**
     * A Service that must lead to the listener.
     *
     * @param port name or number of one of the Service's ports; empty: whichever fails to
     */
    public record ServicePort(String name, Optional<IntOrString> port) {}
}
