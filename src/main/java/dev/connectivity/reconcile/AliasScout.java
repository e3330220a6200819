package dev.connectivity.reconcile;

import dev.connectivity.fallback.AliasObjects;
import dev.connectivity.fallback.Destination;
import dev.connectivity.fallback.Destination.Side;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.fallback.StandIns;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Hosts;
import dev.connectivity.watch.AliasQuestions;
import dev.connectivity.watch.Watchtower;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out where upstreams and their stand-ins are, and whether one may take the other's name. */
@ApplicationScoped
class AliasScout {

    private final Watchtower watchtower;
    private final AddressGuard guard;

    AliasScout(Watchtower watchtower, AddressGuard guard) {
        this.watchtower = watchtower;
        this.guard = guard;
    }

    /** Names of those that were not yet seen to answer under their Service's name. */
    static Set<String> unproven(Sight sight) {
        return sight.policy().upstreams().stream()
                .filter(
                        upstream ->
                                AliasQuestions.alias(upstream)
                                        .filter(alias -> !isMadeFor(sight, upstream, alias))
                                        .isPresent())
                .map(Upstream::name)
                .collect(Collectors.toSet());
    }

    List<AliasView> look(Pass pass, Sight sight) {
        return sight.policy().upstreams().stream()
                .flatMap(
                        upstream ->
                                AliasQuestions.alias(upstream)
                                        .map(alias -> view(pass, sight, upstream, alias))
                                        .stream())
                .toList();
    }

    private AliasView view(Pass pass, Sight sight, Upstream upstream, Alias alias) {
        Policy policy = sight.policy();
        Optional<Service> present = service(sight, alias.name());
        Optional<Service> ours = present.filter(it -> OwnObject.isOf(policy.uid(), it));
        boolean proven = isMadeFor(sight, upstream, alias) || isProven(policy, upstream);
        Optional<StandIns.Endpoints> standIn = standIn(sight, alias);
        Optional<Destination> toUpstream = toUpstream(pass, sight, upstream);
        return new AliasView(
                upstream,
                alias,
                ours,
                ours.map(it -> slices(sight, alias.name())).orElse(List.of()).stream()
                        .filter(OwnObject::isOurs)
                        .toList(),
                proven,
                toUpstream,
                standIn.map(it -> toStandIn(policy, alias, it)),
                obstacle(
                        policy,
                        upstream,
                        alias,
                        new Seen(present, ours, proven, toUpstream, standIn)));
    }

    private record Seen(
            Optional<Service> present,
            Optional<Service> ours,
            boolean proven,
            Optional<Destination> toUpstream,
            Optional<StandIns.Endpoints> standIn) {}

    private Optional<String> obstacle(Policy policy, Upstream upstream, Alias alias, Seen seen) {
        if (seen.present().isPresent() && seen.ours().isEmpty()) {
            return Optional.of(
                    "Service %s exists and was not made for this policy, so it is left alone: give service.name another name, or remove that Service."
                            .formatted(alias.name()));
        }
        if (!seen.proven()) {
            return Optional.of(unproven(policy, upstream, alias));
        }
        if (seen.standIn().isEmpty()) {
            return Optional.of(
                    "The stand-in, port %d of Service %s, does not exist: create it, or correct service.backend."
                            .formatted(alias.standIn().port(), alias.standIn().name()));
        }
        if (!seen.standIn().get().ready()) {
            return Optional.of(
                    "The stand-in, Service %s, has no ready endpoint: see to its pods."
                            .formatted(alias.standIn().name()));
        }
        return seen.toUpstream()
                .filter(it -> it.addresses().isEmpty())
                .map(
                        it ->
                                "The upstream is a Service of another namespace, or has no address"
                                    + " that a Service may lead to: use a fallback of type Flag or"
                                    + " Environment.");
    }

    private String unproven(Policy policy, Upstream upstream, Alias alias) {
        Optional<Outcome.Failed> failed =
                watchtower
                        .sighting(policy, AliasQuestions.proofId(upstream.name()))
                        .map(Observation::outcome)
                        .flatMap(
                                it ->
                                        it instanceof Outcome.Failed failure
                                                ? Optional.of(failure)
                                                : Optional.empty());
        return failed.map(
                        it ->
                                "The upstream does not answer a request whose Host is that of Service %s (%s), so the Service is not made: have the server accept that name, or use a fallback of type Flag or Environment."
                                        .formatted(alias.name(), it.reason()))
                .orElseGet(
                        () ->
                                "The upstream has not been seen to answer yet under the name of Service %s; the Service is made once it has."
                                        .formatted(alias.name()));
    }

    private static boolean isMadeFor(Sight sight, Upstream upstream, Alias alias) {
        return service(sight, alias.name())
                .filter(it -> OwnObject.isOf(sight.policy().uid(), it))
                .filter(it -> AliasObjects.isProven(upstream, it))
                .isPresent();
    }

    private boolean isProven(Policy policy, Upstream upstream) {
        return AliasQuestions.needsProof(upstream)
                ? watchtower
                        .sighting(policy, AliasQuestions.proofId(upstream.name()))
                        .filter(Observation::succeeded)
                        .isPresent()
                : Optional.ofNullable(watchtower.upstreams(policy).get(upstream.name()))
                        .filter(it -> it.state() == Verdict.State.Up)
                        .isPresent();
    }

    /** Where its name leads; where that is a Service's own address, the endpoints behind it. */
    private Optional<Destination> toUpstream(Pass pass, Sight sight, Upstream upstream) {
        Policy policy = sight.policy();
        return watchtower
                .sighting(policy, AliasQuestions.placeId(upstream.name()))
                .map(
                        seen -> {
                            Optional<Fact.Placed> placed =
                                    seen.facts().stream()
                                            .filter(Fact.Placed.class::isInstance)
                                            .map(Fact.Placed.class::cast)
                                            .findFirst();
                            Optional<Service> inside =
                                    placed.flatMap(it -> serviceAt(pass, it.addresses()));
                            return inside.map(it -> behind(sight, upstream, it))
                                    .orElseGet(
                                            () ->
                                                    new Destination(
                                                            Side.Upstream,
                                                            upstream.port(),
                                                            placed.map(it -> allowed(policy, it))
                                                                    .orElse(List.of())));
                        });
    }

    private static Optional<Service> serviceAt(Pass pass, List<InetAddress> addresses) {
        return addresses.stream()
                .flatMap(
                        address ->
                                pass.caches().servicesAt(address).stream()
                                        .filter(it -> AddressIndex.isInside(it, address)))
                .findFirst();
    }

    private Destination behind(Sight sight, Upstream upstream, Service service) {
        Policy policy = sight.policy();
        boolean own = service.getMetadata().getNamespace().equals(policy.namespace());
        String name = service.getMetadata().getName();
        Optional<StandIns.Endpoints> endpoints =
                Optional.of(service)
                        .filter(it -> own)
                        .flatMap(it -> StandIns.of(it, upstream.port(), slices(sight, name)));
        return endpoints
                .map(it -> destination(Side.Upstream, policy, name, it))
                .orElseGet(() -> new Destination(Side.Upstream, upstream.port(), List.of()));
    }

    private static Optional<StandIns.Endpoints> standIn(Sight sight, Alias alias) {
        String name = alias.standIn().name();
        return service(sight, name)
                .flatMap(it -> StandIns.of(it, alias.standIn().port(), slices(sight, name)));
    }

    private Destination toStandIn(Policy policy, Alias alias, StandIns.Endpoints endpoints) {
        return destination(Side.StandIn, policy, alias.standIn().name(), endpoints);
    }

    /** Slices may be written by anybody in the namespace: each address is checked like a name's. */
    private Destination destination(
            Side side, Policy policy, String service, StandIns.Endpoints endpoints) {
        List<InetAddress> addresses =
                endpoints.addresses().stream().flatMap(it -> Hosts.literal(it).stream()).toList();
        return new Destination(
                side, endpoints.port(), allowed(policy, new Fact.Placed(service, addresses)));
    }

    private List<String> allowed(Policy policy, Fact.Placed placed) {
        return placed.addresses().stream()
                .filter(it -> guard.prohibition(it, placed.name(), policy.namespace()).isEmpty())
                .map(AliasScout::spelled)
                .toList();
    }

    private static Optional<Service> service(Sight sight, String name) {
        return sight.services().stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static List<EndpointSlice> slices(Sight sight, String service) {
        return sight.slices().stream()
                .filter(
                        it ->
                                Stream.ofNullable(it.getMetadata().getLabels())
                                        .anyMatch(
                                                labels ->
                                                        service.equals(
                                                                labels.get(
                                                                        AliasObjects
                                                                                .SERVICE_NAME))))
                .toList();
    }

    /** As the API server demands it, which refuses an IPv6 address in Java's spelling. */
    private static String spelled(InetAddress address) {
        return NetUtil.toAddressString(address);
    }
}
