package dev.connectivity.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Services of the policy's namespace, by the names that its pods call them. */
final class OwnServices {

    private OwnServices() {}

    /**
     * The ports by which a host's Service leads to the listener, once repaired.
     *
     * @return empty where the host is no Service of the namespace, or one that does not lead to the
     *     listener at all
     */
    static Optional<Set<Integer>> portsOf(String host, Scene scene) {
        Repairs repairs = scene.repairs();
        Set<Integer> ports =
                Stream.concat(
                                repairs.certain().stream(),
                                scene.allRoutes().stream()
                                        .filter(route -> route.leadsTo(scene.listener().port())))
                        .filter(
                                route ->
                                        isNamed(route, host, scene.evidence().policy().namespace()))
                        .map(route -> route.port().getPort())
                        .collect(Collectors.toCollection(TreeSet::new));
        return ports.isEmpty() ? Optional.empty() : Optional.of(ports);
    }

    private static boolean isNamed(Route route, String host, String namespace) {
        String name = route.serviceName();
        String inNamespace = name + "." + namespace;
        String asked = host.toLowerCase(Locale.ROOT);
        String plain = asked.endsWith(".") ? asked.substring(0, asked.length() - 1) : asked;
        return List.of(name, inNamespace, inNamespace + ".svc", inNamespace + ".svc.cluster.local")
                .contains(plain);
    }
}
