package dev.connectivity.reconcile;

import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Cidr;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.ProbeListener;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.probe.http.HttpProber;
import dev.connectivity.probe.postgresql.PostgreSqlProber;
import dev.connectivity.probe.tcp.TcpProber;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes the parts that know nothing of the container they run in. */
class Wiring {

    /** Spreads attempts; one that many threads may draw from. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return new Random();
    }

    @Produces
    @Singleton
    TimeSource time() {
        return TimeSource.system();
    }

    @Produces
    @Singleton
    DnsResolver resolver(OperatorConfig config) {
        return new DnsResolver(config.probes().clusterDomain());
    }

    void close(@Disposes DnsResolver resolver) {
        resolver.close();
    }

    @Produces
    @Singleton
    Asker asker(DnsResolver resolver, ClusterView cluster, OperatorConfig config, TimeSource time) {
        AddressGuard guard =
                new AddressGuard(
                        cluster,
                        blocks(config.probes().allow()),
                        blocks(config.probes().deny()),
                        config.probes().clusterDomain());
        Dialer dialer = new Dialer(resolver, guard);
        TlsClient tls = TlsClient.ofRuntime(time);
        return new Asker(
                new TcpProber(dialer, time),
                new HttpProber(dialer, tls, time),
                new PostgreSqlProber(dialer, tls, time));
    }

    @Produces
    @Singleton
    ProbeEngine engine(
            Asker asker, ProbeListener listener, OperatorConfig config, TimeSource time) {
        OperatorConfig.Probes probes = config.probes();
        Caps caps =
                new Caps(
                        probes.maxInFlight(),
                        probes.maxInFlightPerHost(),
                        probes.maxInFlightPerNamespace());
        return new VirtualThreadEngine(asker, listener, time, caps);
    }

    void close(@Disposes ProbeEngine engine) {
        engine.close();
    }

    private static List<Cidr> blocks(Optional<Set<String>> texts) {
        return texts.orElse(Set.of()).stream().map(Cidr::parse).toList();
    }

    @Produces
    @Singleton
    WorkloadApplier applier(KubernetesClient client) {
        return new WorkloadApplier(client);
    }

    @Produces
    @Singleton
    Releaser releaser(KubernetesClient client) {
        return new Releaser(client);
    }

    @Produces
    @Singleton
    EventRecorder events(KubernetesClient client, OperatorConfig config, InstantSource clock) {
        return new EventRecorder(client, config.pod().name(), clock);
    }
}
