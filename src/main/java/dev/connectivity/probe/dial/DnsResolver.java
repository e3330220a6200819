package dev.connectivity.probe.dial;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.Fact;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the name servers of /etc/resolv.conf, with the search list of a pod in the policy's
 * namespace.
 *
 * <p>Nothing is cached: an attempt is to see what a client that starts now would see, and a name
 * that moves is part of a recovery. The cost is one datagram each for A and AAAA per name tried.
 * One thread serves all lookups.
 */
public final class DnsResolver implements Resolver, AutoCloseable {

    /** A lost datagram is repeated after this, as often as the attempt's time allows. */
    private static final long RESEND_MILLIS = 1_000;

    private static final int DNS_PORT = 53;

    /** NOERROR: the name exists, without an address. */
    private static final Set<DnsResponseCode> NO_SUCH_NAME =
            Set.of(DnsResponseCode.NXDOMAIN, DnsResponseCode.NOERROR);

    private static final List<InetAddress> LOCALHOST =
            List.of(Hosts.literal("127.0.0.1").orElseThrow(), Hosts.literal("::1").orElseThrow());

    private final EventLoopGroup thread =
            new NioEventLoopGroup(1, new DefaultThreadFactory("probe-dns", true));
    private final DnsNameResolver netty;
    private final DnsServerAddressStreamProvider servers;
    private final SearchList searchList;

    public DnsResolver(String clusterDomain) {
        this(clusterDomain, DnsServerAddressStreamProviders.platformDefault());
    }

    DnsResolver(String clusterDomain, DnsServerAddressStreamProvider servers) {
        this.servers = servers;
        this.searchList = new SearchList(Hosts.plain(clusterDomain));
        this.netty =
                new DnsNameResolverBuilder(thread.next())
                        .datagramChannelType(NioDatagramChannel.class)
                        .socketChannelType(NioSocketChannel.class)
                        .nameServerProvider(servers)
                        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                        .completeOncePreferredResolved(false)
                        .queryTimeoutMillis(RESEND_MILLIS)
                        .resolveCache(NoopDnsCache.INSTANCE)
                        .cnameCache(NoopDnsCnameCache.INSTANCE)
                        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                        .hostsFileEntriesResolver((name, types) -> null)
                        .searchDomains(List.of())
                        .build();
    }

    @Override
    public Resolution resolve(Address address, Deadline deadline) throws AttemptFailed {
        String host = address.host();
        Optional<InetAddress> literal = Hosts.literal(host);
        if (literal.isPresent()) {
            return new Resolution(host, List.of(literal.get()));
        }
        if (!Hosts.isName(host)) {
            throw new AttemptFailed(Reason.DNSNameNotFound, "not a host name");
        }
        if (Hosts.plain(host).equals("localhost")) {
            return new Resolution("localhost", LOCALHOST);
        }
        return search(address, deadline);
    }

    /** A name server's error for one name does not end the search: another may exist. */
    private Resolution search(Address address, Deadline deadline) throws AttemptFailed {
        Reason reason = Reason.DNSNameNotFound;
        for (String name : searchList.candidates(address.host(), address.namespace())) {
            switch (ask(name, deadline)) {
                case Answer.Found found -> {
                    return new Resolution(name, found.addresses());
                }
                case Answer.Absent _ -> {}
                case Answer.Broken _ -> reason = Reason.DNSServerFailure;
                case Answer.Silence _ ->
                        throw new AttemptFailed(Reason.DNSTimeout, address.display(), asked(name));
            }
        }
        throw new AttemptFailed(
                reason,
                address.display(),
                reason == Reason.DNSServerFailure ? asked(address.host()) : List.of());
    }

    private List<Fact> asked(String name) {
        DnsServerAddressStream stream = servers.nameServerAddressStream(name);
        return List.of(
                new Fact.NameServer(
                        Stream.generate(stream::next)
                                .limit(stream.size())
                                .map(DnsResolver::display)
                                .sorted()
                                .collect(Collectors.joining(","))));
    }

    private static String display(InetSocketAddress server) {
        String host = server.getAddress().getHostAddress();
        return server.getPort() == DNS_PORT
                ? host
                : new Address(host, server.getPort(), "").display();
    }

    private Answer ask(String name, Deadline deadline) throws AttemptFailed {
        while (!deadline.passed()) {
            Future<List<InetAddress>> lookup = netty.resolveAll(name + ".");
            if (!await(lookup, deadline)) {
                lookup.cancel(true);
                return new Answer.Silence();
            }
            if (lookup.isSuccess()) {
                return new Answer.Found(List.copyOf(lookup.getNow()));
            }
            if (Causes.find(lookup.cause(), DnsNameResolverTimeoutException.class).isEmpty()) {
                return classify(lookup.cause());
            }
        }
        return new Answer.Silence();
    }

    private static boolean await(Future<?> lookup, Deadline deadline) throws AttemptFailed {
        try {
            return lookup.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptFailed(Reason.Undetermined, "interrupted");
        }
    }

    private static Answer classify(Throwable cause) {
        Optional<DnsErrorCauseException> answered =
                Causes.find(cause, DnsErrorCauseException.class);
        if (answered.isPresent()) {
            boolean absent = NO_SUCH_NAME.contains(answered.get().getCode());
            return absent ? new Answer.Absent() : new Answer.Broken();
        }
        boolean unheard = Causes.find(cause, SocketException.class).isPresent();
        return unheard ? new Answer.Silence() : new Answer.Absent();
    }

    @Override
    public void close() {
        netty.close();
        // Its end is nobody's concern: the process ends, or a test goes on.
        var _ = thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** What the name servers said of one absolute name. */
    private sealed interface Answer {
        record Found(List<InetAddress> addresses) implements Answer {}

        record Absent() implements Answer {}

        record Broken() implements Answer {}

        record Silence() implements Answer {}
    }
}
