package dev.connectivity.cli;

import dev.connectivity.probe.dial.ClusterAddresses;
import java.net.InetAddress;
import java.util.Optional;

/** Where there is no cluster, no address belongs to one. */
enum NoCluster implements ClusterAddresses {
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
    public Optional<String> podNamespace(InetAddress address) {
        return Optional.empty();
    }
}
