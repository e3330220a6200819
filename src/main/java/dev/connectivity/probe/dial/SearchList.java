package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        Stream<String> own =
                namespace.equals(Address.NOBODY)
                        ? Stream.empty()
                        : Stream.of(name + "." + namespace + "." + services);
        return Stream.concat(own, Stream.of(name + "." + services, name + "." + clusterDomain))
                .toList();
    }
}
