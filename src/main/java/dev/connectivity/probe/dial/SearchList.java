package dev.connectivity.probe.dial;

import java.util.ArrayList;
import java.util.List;

/**
 * The absolute names that a host may stand for, in the order in which a pod would try them.
 *
 * @param clusterDomain as {@code cluster.local}
 */
record SearchList(String clusterDomain) {

    /** As in the resolv.conf that the kubelet writes: names with fewer dots are completed first. */
    private static final int NDOTS = 5;

    List<String> candidates(String host, String namespace) {
        String name = Hosts.plain(host);
        if (host.endsWith(".")) {
            return List.of(name);
        }
        List<String> names = new ArrayList<>(completed(name, namespace));
        boolean absoluteFirst = name.chars().filter(c -> c == '.').count() >= NDOTS;
        names.add(absoluteFirst ? 0 : names.size(), name);
        return names;
    }

    private List<String> completed(String name, String namespace) {
        String services = "svc." + clusterDomain;
        return List.of(
                name + "." + namespace + "." + services,
                name + "." + services,
                name + "." + clusterDomain);
    }
}
