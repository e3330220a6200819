package dev.connectivity.reconcile;

import dev.connectivity.apply.OwnObjects;
import dev.connectivity.fallback.AliasObjects;
import dev.connectivity.fallback.Destination;
import dev.connectivity.fallback.OwnObject;
import dev.connectivity.policy.Policy;
import dev.connectivity.watch.AliasQuestions;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the Services that are called in upstreams' place, and has them lead where they should. */
@ApplicationScoped
class AliasSwitch {

    private final OwnObjects objects;

    AliasSwitch(OwnObjects objects) {
        this.objects = objects;
    }

    /**
     * Makes one that is missing, and sets one that was made for another port or URL.
     *
     * @param mayMake whether one may be made; what is there is looked after in any case
     */
    AliasView prepare(Pass pass, Policy policy, AliasView view, boolean mayMake) {
        Optional<Service> now =
                view.service().isPresent()
                        ? kept(pass, view, view.service().get())
                        : made(pass, policy, view, mayMake);
        return new AliasView(
                view.upstream(),
                view.alias(),
                now,
                view.slices(),
                view.proven(),
                view.toUpstream(),
                view.toStandIn(),
                view.obstacle());
    }

    private Optional<Service> kept(Pass pass, AliasView view, Service before) {
        if (!view.proven() || saysTheSame(view, before)) {
            return Optional.of(before);
        }
        Optional<Service> now =
                objects.update(AliasObjects.service(before, view.upstream()), before);
        now.ifPresent(it -> pass.caches().remember(before, it, pass.resource()));
        return now;
    }

    private Optional<Service> made(Pass pass, Policy policy, AliasView view, boolean mayMake) {
        if (!mayMake || !view.proven() || view.toUpstream().isEmpty()) {
            return Optional.empty();
        }
        Optional<Service> now =
                objects.create(AliasObjects.service(policy, view.upstream(), view.alias()));
        now.ifPresent(it -> pass.caches().remember(it));
        return now;
    }

    /** Has it lead to one of the two; left as it is where that is not known. */
    void lead(Pass pass, AliasView view, boolean on) {
        view.service()
                .ifPresent(
                        service ->
                                view.destination(on)
                                        .ifPresent(it -> lead(pass, view, service, it)));
    }

    /** Removes those that this policy no longer declares. */
    void removeOthers(Sight sight) {
        Policy policy = sight.policy();
        Set<String> declared =
                policy.upstreams().stream()
                        .flatMap(it -> AliasQuestions.alias(it).stream())
                        .map(it -> it.name())
                        .collect(Collectors.toSet());
        sight.services().stream()
                .filter(it -> OwnObject.isOf(policy.uid(), it))
                .filter(it -> !declared.contains(it.getMetadata().getName()))
                .forEach(objects::remove);
    }

    private void lead(Pass pass, AliasView view, Service service, Destination destination) {
        List<EndpointSlice> present = view.slices();
        for (EndpointSlice wanted : AliasObjects.slices(service, destination, present)) {
            Optional<EndpointSlice> before =
                    present.stream().filter(it -> AliasObjects.sameName(it, wanted)).findFirst();
            if (before.isEmpty()) {
                objects.create(wanted).ifPresent(it -> pass.caches().remember(it));
            } else if (!AliasObjects.readsAs(before.get(), wanted)) {
                objects.update(wanted, before.get())
                        .ifPresent(it -> pass.caches().remember(before.get(), it));
            }
        }
    }

    private static boolean saysTheSame(AliasView view, Service before) {
        return AliasObjects.isProven(view.upstream(), before)
                && before.getSpec().getPorts().stream()
                        .allMatch(it -> it.getPort() == view.upstream().port());
    }
}
