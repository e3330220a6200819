package dev.connectivity.traffic;

import dev.connectivity.diagnose.Finding.Kind;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of resources by which meshes and gateways are told. */
public enum TrafficKind {
    DestinationRule("networking.istio.io", "v1", "destinationrules"),
    VirtualService("networking.istio.io", "v1", "virtualservices"),
    ServiceEntry("networking.istio.io", "v1", "serviceentries"),
    BackendTrafficPolicy("gateway.envoyproxy.io", "v1alpha1", "backendtrafficpolicies");

    private final String group;
    private final String version;
    private final String plural;

    TrafficKind(String group, String version, String plural) {
        this.group = group;
        this.version = version;
        this.plural = plural;
    }

    /** Whether one of any namespace may be meant for every other. */
    public boolean reachesEverywhere() {
        return switch (this) {
            case VirtualService, ServiceEntry -> true;
            case DestinationRule, BackendTrafficPolicy -> false;
        };
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String apiVersion() {
        return group + "/" + version;
    }

    public String plural() {
        return plural;
    }

    /** What to install where the API server does not serve it. */
    public String install() {
        return switch (this) {
            case DestinationRule, VirtualService, ServiceEntry -> "Istio 1.26 or newer";
            case BackendTrafficPolicy -> "Envoy Gateway 1.5 or newer";
        };
    }

    /** As findings name it. */
    public Kind subjectKind() {
        return Kind.valueOf(name());
    }

    /** Of an object as findings name it, as in {@code DestinationRule/storefront-chatbot}. */
    public static Optional<TrafficKind> ofDisplay(String object) {
        return Stream.of(values()).filter(it -> object.startsWith(it + "/")).findFirst();
    }
}
