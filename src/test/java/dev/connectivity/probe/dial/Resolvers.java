package dev.connectivity.probe.dial;

import dev.connectivity.testing.FakeDns;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;

/** Resolvers that ask a name server of the test's own. */
public final class Resolvers {

    private Resolvers() {}

    /** The caller closes it. */
    public static DnsResolver asking(FakeDns dns) {
        return new DnsResolver(
                "cluster.local", new SingletonDnsServerAddressStreamProvider(dns.address()));
    }
}
