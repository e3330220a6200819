package dev.connectivity.testing;

import dev.connectivity.probe.dial.Cidr;
import dev.connectivity.probe.dial.ClusterAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cluster with the addresses that a test gives it; to begin with, it has none. */
public final class FakeCluster implements ClusterAddresses {

    private final Set<InetAddress> nodes = new HashSet<>();
    private final Set<InetAddress> apiServer = new HashSet<>();
    private final Map<InetAddress, Set<String>> pods = new HashMap<>();
    private final List<Cidr> podNetwork = new ArrayList<>();
    private final Map<InetAddress, List<Forward>> services = new HashMap<>();

    public FakeCluster node(String address) {
        nodes.add(InetAddress.ofLiteral(address));
        return this;
    }

    public FakeCluster apiServer(String address) {
        apiServer.add(InetAddress.ofLiteral(address));
        return this;
    }

    public FakeCluster pod(String address, String namespace) {
        pods.computeIfAbsent(InetAddress.ofLiteral(address), _ -> new HashSet<>()).add(namespace);
        return this;
    }

    public FakeCluster podNetwork(String block) {
        podNetwork.add(Cidr.parse(block));
        return this;
    }

    /** A cluster IP. */
    public FakeCluster service(String address, String namespace, String... endpoints) {
        return forward(address, namespace, true, endpoints);
    }

    /** An address that a Service is offered at to the outside. */
    public FakeCluster externalIp(String address, String namespace, String... endpoints) {
        return forward(address, namespace, false, endpoints);
    }

    private FakeCluster forward(
            String address, String namespace, boolean inside, String... endpoints) {
        services.computeIfAbsent(InetAddress.ofLiteral(address), _ -> new ArrayList<>())
                .add(
                        new Forward(
                                namespace,
                                inside,
                                Arrays.stream(endpoints).map(InetAddress::ofLiteral).toList()));
        return this;
    }

    @Override
    public boolean isNode(InetAddress address) {
        return nodes.contains(address);
    }

    @Override
    public boolean isApiServer(InetAddress address) {
        return apiServer.contains(address);
    }

    @Override
    public Set<String> podNamespaces(InetAddress address) {
        return pods.getOrDefault(address, Set.of());
    }

    @Override
    public boolean isOfPodNetwork(InetAddress address) {
        return podNetwork.stream().anyMatch(block -> block.contains(address));
    }

    @Override
    public List<Forward> forwards(InetAddress address) {
        return services.getOrDefault(address, List.of());
    }
}
