package dev.connectivity.cli.live;

import dev.connectivity.cli.console.Settings;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.dial.NameServers;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.watch.Askers;
import java.time.Duration;
import java.util.Set;

/** The network as this machine sees it. */
public final class Network implements AutoCloseable {

    /** Every address; users who name one themselves could reach it without us. */
    private static final Set<String> ANY = Set.of("0.0.0.0/0", "::/0");

    private final DnsResolver names;
    private final Asker asker;

    private Network(DnsResolver names, Asker asker) {
        this.names = names;
        this.asker = asker;
    }

    /** For what users name themselves. */
    public static Network open() {
        TimeSource time = TimeSource.system();
        String domain = Settings.read().probes().clusterDomain();
        DnsResolver names = new DnsResolver(domain);
        AddressGuard guard =
                new AddressGuard(
                        NoCluster.INSTANCE, AddressGuard.Rules.of(ANY, Set.of(), domain, true));
        return new Network(
                names,
                Askers.over(
                        new Dialer(new SystemNames(names), guard),
                        TlsClient.ofRuntime(time),
                        NameServers.ofMachine(domain),
                        time));
    }

    /** For what objects of a cluster name: as the operator's, with its settings. */
    public static Network guarded() {
        OperatorConfig settings = Settings.read();
        DnsResolver names = new DnsResolver(settings.probes().clusterDomain());
        return new Network(
                names, Askers.over(names, NoCluster.INSTANCE, settings, TimeSource.system()));
    }

    Observation ask(Question question, Duration timeout) {
        return asker.ask(question, new Limits(timeout, timeout));
    }

    Prober<Question> prober() {
        return asker;
    }

    @Override
    public void close() {
        names.close();
    }
}
