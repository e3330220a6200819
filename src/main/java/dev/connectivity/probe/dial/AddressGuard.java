package dev.connectivity.probe.dial;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which addresses may be connected to for a policy. Its author chooses the name, and we
 * have a better place in the network than its author has: so nothing is reached that belongs to the
 * machines, to the control plane or to another tenant.
 *
 * <p>The administrator's allowed blocks win over everything; then every rule counts, for the
 * address and for each IPv4 address that it embeds. A {@code ::} block of prefix 96 is judged as
 * IPv4, so {@code ::} and {@code ::1} have their own entries.
 */
public final class AddressGuard {

    private record Block(Cidr cidr, String kind) {}

    private static final List<Block> DENIED =
            List.of(
                    block("127.0.0.0/8", "loopback"),
                    block("::1/128", "loopback"),
                    block("0.0.0.0/8", "unspecified"),
                    block("::/128", "unspecified"),
                    block("169.254.0.0/16", "link-local or metadata"),
                    block("fe80::/10", "link-local"),
                    // cloud metadata outside of the link: AWS, Google, Alibaba, Azure, Oracle
                    block("fd00:ec2::/32", "metadata"),
                    block("fd20:ce::254/128", "metadata"),
                    block("100.100.100.200/32", "metadata"),
                    block("168.63.129.16/32", "metadata"),
                    block("192.0.0.0/24", "metadata"),
                    block("224.0.0.0/4", "multicast"),
                    block("ff00::/8", "multicast"),
                    // with the broadcast address at its end
                    block("240.0.0.0/4", "reserved or broadcast"));

    private final ClusterAddresses cluster;
    private final List<Cidr> allow;
    private final List<Cidr> deny;
    private final String servicesDomain;

    /**
     * @param allow blocks that may be asked although they are denied otherwise
     * @param clusterDomain as {@code cluster.local}
     */
    public AddressGuard(
            ClusterAddresses cluster, List<Cidr> allow, List<Cidr> deny, String clusterDomain) {
        this.cluster = cluster;
        this.allow = List.copyOf(allow);
        this.deny = List.copyOf(deny);
        this.servicesDomain = "svc." + Hosts.plain(clusterDomain);
    }

    /**
     * Why {@code address} may not be connected to, in a word or two; empty where it may.
     *
     * @param name the absolute name that has the address: a Service's name vouches for the pods of
     *     its own namespace
     * @param namespace the policy's
     */
    public Optional<String> prohibition(InetAddress address, String name, String namespace) {
        if (isAllowed(address)) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(address), AddressForms.embeddedIn(address))
                .filter(form -> !isAllowed(form))
                .flatMap(form -> judge(form, name, namespace).stream())
                .findFirst();
    }

    private boolean isAllowed(InetAddress address) {
        return allow.stream().anyMatch(cidr -> cidr.contains(address));
    }

    private Optional<String> judge(InetAddress address, String name, String namespace) {
        if (deny.stream().anyMatch(cidr -> cidr.contains(address))) {
            return Optional.of("denied by the administrator");
        }
        Optional<String> kind =
                DENIED.stream()
                        .filter(b -> b.cidr().contains(address))
                        .map(Block::kind)
                        .findFirst();
        return kind.or(() -> ofCluster(address, name, namespace));
    }

    private Optional<String> ofCluster(InetAddress address, String name, String namespace) {
        if (cluster.isApiServer(address)) {
            return Optional.of("the API server");
        }
        if (cluster.isNode(address)) {
            return Optional.of("a node");
        }
        return cluster.podNamespace(address)
                .filter(owner -> !owner.equals(namespace) && !isServiceOf(owner, name))
                .map(_ -> "a pod of another namespace");
    }

    private boolean isServiceOf(String namespace, String name) {
        return name.endsWith("." + namespace + "." + servicesDomain);
    }

    private static Block block(String cidr, String kind) {
        return new Block(Cidr.parse(cidr), kind);
    }
}
