package dev.connectivity.cli.live;

import dev.connectivity.probe.dial.ClusterAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** Where there is no cluster, no address belongs to one. */
public enum NoCluster implements ClusterAddresses {
    INSTANCE;

    @Override
    public boolean isNode(InetAddress address) {
        return false;
    }

    @Override
    public boolean isApiServer(InetAddress address) {
        return false;
    }

    @Override
    public Set<String> podNamespaces(InetAddress address) {
        return Set.of();
    }

    @Override
    public boolean isOfPodNetwork(InetAddress address) {
        return false;
    }

    @Override
    public List<Forward> forwards(InetAddress address) {
        return List.of();
    }
}
