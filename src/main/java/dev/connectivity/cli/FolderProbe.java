package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.cli.manifest.ManifestSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks what policies depend on, as {@code run} does, until of each it is known whether it is up.
 */
final class FolderProbe {

    /** Two attempts of the longest that policies usually have, and the pause between them. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** One for each verdict that changed. */
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();

    /** What is known in the end; what is not by then stays unknown. */
    List<PolicyVerdicts> ask(ManifestSet set) throws InterruptedException {
        try (FolderEngine engine = new FolderEngine(new SimpleMeterRegistry())) {
            FolderRun run = engine.run((namespace, name) -> changed.add(namespace + "/" + name));
            run.watch(set);
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
