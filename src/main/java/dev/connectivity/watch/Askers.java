package dev.connectivity.watch;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.ClusterAddresses;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.http.HttpProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.probe.tcp.TcpProber;
import java.util.Set;

/** Puts the probers of all protocols together. */
public final class Askers {

    private Askers() {}

    public static Asker over(
            DnsResolver resolver,
            ClusterAddresses cluster,
            OperatorConfig config,
            TimeSource time) {
        Dialer dialer = new Dialer(resolver, new AddressGuard(cluster, rules(config.probes())));
        TlsClient tls = TlsClient.ofRuntime(time);
        return new Asker(
                new TcpProber(dialer, time),
                new HttpProber(dialer, tls, time),
                new PostgreSqlProber(dialer, tls, time));
    }

    private static AddressGuard.Rules rules(OperatorConfig.Probes probes) {
        return AddressGuard.Rules.of(
                probes.allow().orElse(Set.of()),
                probes.deny().orElse(Set.of()),
                probes.clusterDomain(),
                probes.otherNamespaces());
    }
}
