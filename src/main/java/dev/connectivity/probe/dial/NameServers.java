package dev.connectivity.probe.dial;

import dev.connectivity.probe.Address;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The name servers of /etc/resolv.conf, which need no check since no policy named them, and the
 * search list of a pod.
 */
public final class NameServers {

    private final SearchList searchList;
    private final List<Endpoint> endpoints;

    private NameServers(SearchList searchList, List<Endpoint> endpoints) {
        this.searchList = searchList;
        this.endpoints = endpoints;
    }

    /**
     * @param clusterDomain as {@code cluster.local}
     */
    public static NameServers ofMachine(String clusterDomain) {
        DnsServerAddressStream all =
                DnsServerAddressStreamProviders.platformDefault().nameServerAddressStream("");
        return of(
                clusterDomain,
                IntStream.range(0, all.size()).mapToObj(_ -> all.next()).distinct().toList());
    }

    public static NameServers of(String clusterDomain, List<InetSocketAddress> servers) {
        return new NameServers(
                new SearchList(Hosts.plain(clusterDomain)),
                servers.stream().map(NameServers::endpoint).toList());
    }

    private static Endpoint endpoint(InetSocketAddress server) {
        String host = server.getAddress().getHostAddress();
        return new Endpoint(new Address(host, server.getPort(), ""), server.getAddress());
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The absolute names that a host may stand for, without a dot at their end. */
    public List<String> candidates(String host, String namespace) {
        return searchList.candidates(host, namespace);
    }
}
