package dev.connectivity.cli;

import dev.connectivity.cli.manifest.ManifestReader;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.probe.TimeSource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Watches a folder of policies until it is ended, and shows what is known of them. */
final class FolderWatch {

    /** How soon a changed file is seen. */
    private static final long LOOK_MILLIS = 1000;

    /** Where an object without a namespace is. */
    private static final String NAMESPACE = "default";

    private final Path folder;
    private final PrintStream out;
    private final TimeSource time = TimeSource.system();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Policies whose verdicts changed. */
    private final BlockingQueue<List<String>> changed = new LinkedBlockingQueue<>();

    FolderWatch(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Until the thread is interrupted. */
    void watch(int port) throws IOException, InterruptedException {
        try (FolderEngine engine = new FolderEngine(registry);
                RunServer server = server(port)) {
            FolderRun run = engine.run((namespace, name) -> changed.add(List.of(namespace, name)));
            server.shows(
                    "/verdicts", "application/json", () -> Serialization.asJson(run.verdicts()));
            int bound = server.start();
            out.printf("verdicts: http://localhost:%d/verdicts%n", bound);
            out.printf("metrics:  http://localhost:%d/q/metrics%n", bound);
            follow(run);
        }
    }

    private RunServer server(int port) throws IOException {
        return new RunServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .shows("/q/metrics", "text/plain; version=0.0.4", registry::scrape);
    }

    private void follow(FolderRun run) throws IOException, InterruptedException {
        VerdictPrinter printer = new VerdictPrinter(out, time, ZoneId.systemDefault());
        Map<Path, FileTime> seen = Map.of();
        while (true) {
            Map<Path, FileTime> now = written();
            if (!now.equals(seen)) {
                seen = now;
                load(run);
                run.verdicts().forEach(printer::print);
            }
            List<String> policy = changed.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (policy != null) {
                run.verdicts(policy.getFirst(), policy.getLast()).ifPresent(printer::print);
                policy = changed.poll();
            }
        }
    }

    /** When each manifest was; two that are equal stand for the same contents. */
    private Map<Path, FileTime> written() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : ManifestReader.files(folder)) {
            times.put(file, Files.getLastModifiedTime(file));
        }
        return times;
    }

    private void load(FolderRun run) throws IOException {
        ManifestReader reader = new ManifestReader(NAMESPACE);
        reader.read(folder);
        ManifestSet set = reader.set();
        set.complaints().forEach(it -> out.printf("%s: %s%n", it.place().display(), it.message()));
        run.watch(set);
        out.printf(
                "watching %d %s of %s%n",
                set.policies().size(), set.policies().size() == 1 ? "policy" : "policies", folder);
        if (set.policies().isEmpty()) {
            out.println("Put ConnectivityPolicy manifests there, in files that end in .yaml.");
        }
    }
}
