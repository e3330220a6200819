package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;

/** Where a workload is said to listen. */
final class Claims {

    private Claims() {}

    /** What the workload's policy says; empty without one, and without a listener in it. */
    static Optional<Policy> declared(Sight sight) {
        return sight.policy().map(Claims::read).filter(policy -> policy.listener().isPresent());
    }

    private static Policy read(ConnectivityPolicy policy) {
        try {
            return PolicyReader.read(policy);
        } catch (InvalidSpecException e) {
            throw new CommandException(
                    ExitCode.Findings,
                    "ConnectivityPolicy %s cannot be read. %s"
                            .formatted(policy.getMetadata().getName(), e.demand()));
        }
    }

    /** A policy that says nothing but this port, of the first container. */
    static Policy of(Sight sight, int port) {
        return read(
                Serialization.jsonMapper()
                        .convertValue(
                                Map.of(
                                        "metadata",
                                        Map.of(
                                                "namespace",
                                                sight.namespace(),
                                                "name",
                                                sight.name()),
                                        "spec",
                                        Map.of(
                                                "workload",
                                                Map.of("name", sight.name()),
                                                "listener",
                                                Map.of("port", port))),
                                ConnectivityPolicy.class));
    }

    /** A port to begin with, before any was asked. */
    static Policy any(Sight sight) {
        int port =
                sight.deployment().getSpec().getTemplate().getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .findFirst()
                        .map(declared -> declared.getContainerPort())
                        .orElse(8080);
        return of(sight, port);
    }
}
