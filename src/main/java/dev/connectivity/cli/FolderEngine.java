package dev.connectivity.cli;

import dev.connectivity.cli.console.Settings;
import dev.connectivity.cli.live.NoCluster;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.EngineMeters;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.metrics.ProbeMeters;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.watch.Askers;
import dev.connectivity.watch.Wake;
import dev.connectivity.watch.Watchtower;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Random;

/** The parts that ask, put together as the operator's are, without a cluster. */
final class FolderEngine implements AutoCloseable {

    private final TimeSource time = TimeSource.system();
    private final OperatorConfig config = Settings.read();
    private final DnsResolver resolver = new DnsResolver(config.probes().clusterDomain());
    private final OwnedMeters meters;
    private final ProbeEngine engine;

    FolderEngine(MeterRegistry registry) {
        meters = new OwnedMeters(registry);
        engine =
                new VirtualThreadEngine(
                        Askers.over(resolver, NoCluster.INSTANCE, config, time),
                        new ProbeMeters(meters, registry),
                        time,
                        Caps.of(config.probes()));
        new EngineMeters(registry).show(engine::load);
    }

    FolderRun run(Wake wake) {
        return new FolderRun(
                Watchtower.over(engine, meters, config, time, new Random()), time, wake);
    }

    @Override
    public void close() {
        engine.close();
        resolver.close();
    }
}
