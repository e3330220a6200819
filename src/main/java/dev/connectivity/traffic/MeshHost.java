package dev.connectivity.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as a mesh knows it: a Service by its whole name, or a name outside the cluster.
 *
 * @param namespace of the Service; empty: outside the cluster
 */
record MeshHost(String name, Optional<String> namespace) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final String SERVICES = ".svc";

    boolean isOutside() {
        return namespace.isEmpty();
    }

    /**
     * What a name means in a namespace. Empty for addresses, for the pod itself, and for names of
     * single pods: a mesh knows none of these as hosts.
     */
    static Optional<MeshHost> of(String host, String namespace, Surroundings surroundings) {
        String name = host.toLowerCase(Locale.ROOT);
        if (ADDRESS.matcher(name).matches() || name.equals("localhost")) {
            return Optional.empty();
        }
        String inside = stripped(stripped(name, "." + surroundings.clusterDomain()), SERVICES);
        List<String> labels = List.of(inside.split("[.]"));
        if (!inside.equals(name)) {
            return labels.size() == 2
                    ? Optional.of(service(labels.getFirst(), labels.getLast(), surroundings))
                    : Optional.empty();
        }
        if (labels.size() == 1) {
            return Optional.of(service(name, namespace, surroundings));
        }
        return labels.size() == 2
                        && surroundings.isService().test(labels.getLast(), labels.getFirst())
                ? Optional.of(service(labels.getFirst(), labels.getLast(), surroundings))
                : Optional.of(new MeshHost(name, Optional.empty()));
    }

    static MeshHost service(String name, String namespace, Surroundings surroundings) {
        return new MeshHost(
                name + "." + namespace + SERVICES + "." + surroundings.clusterDomain(),
                Optional.of(namespace));
    }

    private static String stripped(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }
}
