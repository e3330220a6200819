package dev.connectivity.reconcile;

import dev.connectivity.fallback.AliasObjects;
import dev.connectivity.fallback.Destination;
import dev.connectivity.fallback.Destination.Side;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Upstream;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;

/**
 * What there is of an upstream that is called by another Service's name.
 *
 * @param service of that name, if it is ours
 * @param slices of ours
 * @param toUpstream empty where it is not known where that is
 * @param toStandIn empty where there is none
 * @param obstacle why it cannot be used, and what to do
 */
record AliasView(
        Upstream upstream,
        Alias alias,
        Optional<Service> service,
        List<EndpointSlice> slices,
        boolean proven,
        Optional<Destination> toUpstream,
        Optional<Destination> toStandIn,
        Optional<String> obstacle) {

    boolean isOn() {
        return slices.stream()
                .flatMap(it -> AliasObjects.side(it).stream())
                .anyMatch(Side.StandIn::equals);
    }

    Optional<Destination> destination(boolean on) {
        return on ? toStandIn : toUpstream;
    }
}
