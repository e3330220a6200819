package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.cli.console.Settings;
import dev.connectivity.cli.live.NoCluster;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.metrics.ProbeMeters;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.watch.Askers;
import dev.connectivity.watch.Watchtower;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks what policies depend on, as {@code run} does, until of each it is known whether it is up.
 */
final class FolderProbe {

    /** Two attempts of the longest that policies usually have, and the pause between them. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final TimeSource time = TimeSource.system();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OwnedMeters meters = new OwnedMeters(registry);

    /** One for each verdict that changed. */
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();

    /** What is known in the end; what is not by then stays unknown. */
    List<PolicyVerdicts> ask(PolicyFolder.Contents contents) throws InterruptedException {
        OperatorConfig config = Settings.read();
        try (DnsResolver resolver = new DnsResolver(config.probes().clusterDomain());
                ProbeEngine engine =
                        new VirtualThreadEngine(
                                Askers.over(resolver, NoCluster.INSTANCE, config, time),
                                new ProbeMeters(meters, registry),
                                time,
                                Caps.of(config.probes()))) {
            FolderRun run =
                    new FolderRun(
                            Watchtower.over(engine, meters, config, time, new Random()),
                            time,
                            (namespace, name) -> changed.add(namespace + "/" + name));
            run.watch(contents);
            return settled(run);
        }
    }

    private List<PolicyVerdicts> settled(FolderRun run) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<PolicyVerdicts> verdicts = run.verdicts();
        while (verdicts.stream().anyMatch(FolderProbe::isOpen) && System.nanoTime() < end) {
            changed.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            verdicts = run.verdicts();
        }
        return verdicts;
    }

    private static boolean isOpen(PolicyVerdicts policy) {
        return policy.dependencies().stream()
                .anyMatch(it -> it.state() == DependencyStatus.State.Unknown);
    }
}
