package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ClusterReading;
import dev.connectivity.apply.EnvironmentApplier;
import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.FallbackRestorer;
import dev.connectivity.apply.OwnObjects;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.EngineMeters;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.ProbeListener;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.watch.Askers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Random;
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
    KubernetesClientObjectMapperCustomizer clusterReading() {
        return ClusterReading::tolerate;
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
        return Askers.over(resolver, cluster, config, time);
    }

    @Produces
    @Singleton
    ProbeEngine engine(
            Asker asker,
            ProbeListener listener,
            EngineMeters meters,
            OperatorConfig config,
            TimeSource time) {
        ProbeEngine engine =
                new VirtualThreadEngine(asker, listener, time, Caps.of(config.probes()));
        meters.show(engine::load);
        return engine;
    }

    void close(@Disposes ProbeEngine engine) {
        engine.close();
    }

    @Produces
    @Singleton
    WorkloadApplier applier(KubernetesClient client) {
        return new WorkloadApplier(client);
    }

    @Produces
    @Singleton
    AddressGuard guard(ClusterView cluster, OperatorConfig config) {
        return Askers.guard(cluster, config);
    }

    @Produces
    @Singleton
    OwnObjects ownObjects(KubernetesClient client) {
        return new OwnObjects(client);
    }

    @Produces
    @Singleton
    TrafficWriter trafficWriter(KubernetesClient client, OperatorConfig config) {
        return new TrafficWriter(client, config.trafficRecheck());
    }

    @Produces
    @Singleton
    EnvironmentApplier environment(KubernetesClient client) {
        return new EnvironmentApplier(client);
    }

    @Produces
    @Singleton
    FallbackRestorer restorer(KubernetesClient client) {
        return new FallbackRestorer(client);
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
