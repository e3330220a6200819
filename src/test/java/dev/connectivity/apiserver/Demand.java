package dev.connectivity.apiserver;

import dev.connectivity.apiserver.Author.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A policy, the rights that it asks for, and the one of them that its author lacks.
 *
 * @param lacking of no account for one who has them all
 */
record Demand(String policy, List<Right> rights, Right lacking) {

    static final Right PATCH_WORKLOAD = new Right("patch", "apps", "deployments", "storefront");
    static final Right PATCH_SERVICES = new Right("patch", "", "services", "");
    static final String FLAG = "{type: Flag, flag: chat}";
    static final String SERVICE =
            "{type: Service, service: {name: chat, backend: {name: stand-in, port: 80}}}";

    static final String MESH = "{provider: Istio}";
    static final String GATEWAY = "{provider: EnvoyGateway, routes: [storefront]}";

    List<Right> held() {
        return rights.stream().filter(it -> !it.equals(lacking)).toList();
    }

    Demand without(Right right) {
        return new Demand(policy, rights, right);
    }

    @Override
    public String toString() {
        return rights.size() + " rights asked for, without " + lacking;
    }

    static Right secret(int number) {
        return new Right("get", "", "secrets", "secret-" + number);
    }

    /** Everything that a policy may ask for, with so many Secrets and Services named. */
    static Demand demanding(int secrets, int services) {
        List<Right> rights = new ArrayList<>();
        IntStream.range(0, secrets).mapToObj(Demand::secret).forEach(rights::add);
        rights.add(PATCH_WORKLOAD);
        IntStream.range(0, services)
                .mapToObj(it -> new Right("patch", "", "services", "service-" + it))
                .forEach(rights::add);
        String spec =
                "secrets: [%s]\nlistener: {port: 3001, services: [%s]}\n"
                        .formatted(
                                names(rights, "secrets", "%s"),
                                names(rights, "services", "{name: %s}"));
        return new Demand(AuthorScene.policy("Enforce", spec), List.copyOf(rights), PATCH_WORKLOAD);
    }

    static Demand fallback(String fallback) {
        List<Right> rights = new ArrayList<>(List.of(PATCH_WORKLOAD));
        if (fallback.equals(FLAG)) {
            rights.add(new Right("create", "", "configmaps", ""));
        } else if (fallback.equals(SERVICE)) {
            rights.add(new Right("create", "", "services", ""));
            rights.add(new Right("create", "discovery.k8s.io", "endpointslices", ""));
        }
        String spec =
                """
                upstreams:
                - name: chat
                  url: http://chat.example.test
                  fallback: %s
                """
                        .formatted(fallback);
        return new Demand(AuthorScene.policy("Enforce", spec), List.copyOf(rights), PATCH_WORKLOAD);
    }

    /** To have a mesh or a gateway told. */
    static Demand traffic(String traffic) {
        List<Right> rights = new ArrayList<>(List.of(PATCH_WORKLOAD));
        if (traffic.equals(MESH)) {
            Stream.of("destinationrules", "virtualservices", "serviceentries")
                    .map(it -> new Right("create", "networking.istio.io", it, ""))
                    .forEach(rights::add);
        } else {
            rights.add(new Right("create", "gateway.envoyproxy.io", "backendtrafficpolicies", ""));
        }
        return new Demand(
                AuthorScene.policy("Enforce", "traffic: " + traffic + "\n"),
                List.copyOf(rights),
                PATCH_WORKLOAD);
    }

    /** To be told whether a text is in an answer. */
    static Demand insight(String http) {
        String spec =
                """
                upstreams:
                - name: chat
                  url: http://chat.example.test
                  probe: {http: %s}
                """
                        .formatted(http);
        return new Demand(
                AuthorScene.policy("Observe", spec), List.of(PATCH_WORKLOAD), PATCH_WORKLOAD);
    }

    private static String names(List<Right> rights, String resource, String form) {
        return String.join(
                ", ",
                rights.stream()
                        .filter(it -> it.resource().equals(resource))
                        .map(it -> form.formatted(it.name()))
                        .toList());
    }
}
