package dev.connectivity.fallback;

import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The Service that an application calls in an upstream's place, and the slices that say where it
 * leads: one for each address family that has addresses. It selects no pods, so nobody but us
 * writes slices for it.
 */
public final class AliasObjects {

    public static final String SERVICE_NAME = "kubernetes.io/service-name";

    private static final String SLICES_OF = "endpointslice.kubernetes.io/managed-by";

    /** What was proven to answer under the Service's name. */
    private static final String PROVEN = "connectivity.dev/proven";

    private static final String LEADS_TO = "connectivity.dev/leads-to";

    private AliasObjects() {}

    /** On the Service, what it was made for: another URL has to be proven anew. */
    public static boolean isProven(Upstream upstream, Service service) {
        return OwnObject.annotation(service.getMetadata(), PROVEN)
                .filter(proven(upstream)::equals)
                .isPresent();
    }

    /** Which of the two a slice leads to; empty where that is not known. */
    public static Optional<Destination.Side> side(EndpointSlice slice) {
        return OwnObject.annotation(slice.getMetadata(), LEADS_TO)
                .flatMap(
                        text ->
                                List.of(Destination.Side.values()).stream()
                                        .filter(side -> side.name().equals(text))
                                        .findFirst());
    }

    public static Service service(Policy policy, Upstream upstream, Alias alias) {
        return new ServiceBuilder()
                .withMetadata(
                        OwnObject.metadata(policy, alias.name())
                                .addToAnnotations(PROVEN, proven(upstream))
                                .build())
                .withNewSpec()
                .withIpFamilyPolicy("PreferDualStack")
                .addNewPort()
                .withPort(upstream.port())
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(upstream.port()))
                .endPort()
                .endSpec()
                .build();
    }

    /** One that is there, made over for another URL. */
    public static Service service(Service before, Upstream upstream) {
        return new ServiceBuilder(before)
                .editMetadata()
                .addToAnnotations(PROVEN, proven(upstream))
                .endMetadata()
                .editSpec()
                .editFirstPort()
                .withPort(upstream.port())
                .withTargetPort(new IntOrString(upstream.port()))
                .endPort()
                .endSpec()
                .build();
    }

    /**
     * @param service as it is in the cluster: the slices go with it
     * @param present those that there are already: emptied where the destination has no address of
     *     their family
     */
    public static List<EndpointSlice> slices(
            Service service, Destination destination, List<EndpointSlice> present) {
        return List.of("IPv4", "IPv6").stream()
                .map(family -> slice(service, destination, family))
                .filter(
                        slice ->
                                !slice.getEndpoints().isEmpty()
                                        || present.stream().anyMatch(it -> sameName(it, slice)))
                .toList();
    }

    /** Whether they say the same of where the Service leads. */
    public static boolean readsAs(EndpointSlice one, EndpointSlice other) {
        return addresses(one).equals(addresses(other))
                && port(one).equals(port(other))
                && side(one).equals(side(other));
    }

    public static boolean sameName(EndpointSlice one, EndpointSlice other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static EndpointSlice slice(Service service, Destination destination, String family) {
        Predicate<String> ofFamily =
                address -> (address.indexOf(':') >= 0) == family.equals("IPv6");
        String name = service.getMetadata().getName();
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name + "-connectivity-" + family.toLowerCase(Locale.ROOT))
                .withNamespace(service.getMetadata().getNamespace())
                .addToLabels(SERVICE_NAME, name)
                .addToLabels(SLICES_OF, OwnObject.OPERATOR)
                .addToLabels(OwnObject.LABEL, OwnObject.OPERATOR)
                .addToAnnotations(LEADS_TO, destination.side().name())
                .withOwnerReferences(
                        new OwnerReferenceBuilder()
                                .withApiVersion("v1")
                                .withKind("Service")
                                .withName(name)
                                .withUid(service.getMetadata().getUid())
                                .build())
                .endMetadata()
                .withAddressType(family)
                .withEndpoints(
                        destination.addresses().stream()
                                .filter(ofFamily)
                                .map(AliasObjects::endpoint)
                                .toList())
                .withPorts(
                        new EndpointPortBuilder()
                                .withName("")
                                .withPort(destination.port())
                                .withProtocol("TCP")
                                .build())
                .build();
    }

    private static Endpoint endpoint(String address) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .build();
    }

    private static List<String> addresses(EndpointSlice slice) {
        return slice.getEndpoints().stream()
                .flatMap(it -> it.getAddresses().stream())
                .sorted()
                .toList();
    }

    private static List<Integer> port(EndpointSlice slice) {
        return slice.getPorts().stream().map(it -> it.getPort()).toList();
    }

    private static String proven(Upstream upstream) {
        return upstream.url().getScheme() + "://" + upstream.host() + ":" + upstream.port();
    }
}
