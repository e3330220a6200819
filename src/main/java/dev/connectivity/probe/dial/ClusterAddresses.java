package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Whose an address is, as far as the cluster knows. Must answer from memory: it is asked before
 * every connect.
 */
public interface ClusterAddresses {

    /** One of its addresses; the kubelet listens on all of them. */
    boolean isNode(InetAddress address);

    /** Its Service's addresses and its endpoints'. */
    boolean isApiServer(InetAddress address);

    /**
     * Of the pods that have this address and have not ended; empty where it is no pod's. A pod on
     * its node's network has the node's address, and counts as well.
     */
    Set<String> podNamespaces(InetAddress address);

    /**
     * Is it of a block that a node gives its pods addresses from. What is no pod's there, is the
     * node's: its bridge, its tunnel.
     */
    boolean isOfPodNetwork(InetAddress address);

    /** The Services that the cluster hands over to what is sent to this address. */
    List<Forward> forwards(InetAddress address);

    /**
     * A Service behind an address.
     *
     * @param inside the address is the cluster's own (a cluster IP), not one that the Service is
     *     offered at to the outside
     * @param endpoints where it leads: whoever may write EndpointSlices in its namespace says so
     */
    record Forward(String namespace, boolean inside, List<InetAddress> endpoints) {}
}
