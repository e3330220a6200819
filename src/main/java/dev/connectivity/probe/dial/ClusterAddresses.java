package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Whose an address is, as far as the cluster knows. Must answer from memory: it is asked before
 * every connect.
 */
public interface ClusterAddresses {

    boolean isNode(InetAddress address);

    /** Its Service's addresses and its endpoints'. */
    boolean isApiServer(InetAddress address);

    /**
     * Empty: not a pod's. A pod on its node's network has the node's address and does not count.
     */
    Optional<String> podNamespace(InetAddress address);
}
