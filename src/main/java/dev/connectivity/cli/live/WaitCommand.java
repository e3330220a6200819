package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code wait NAME}: until a policy's status speaks of its newest spec, and says what is wanted.
 */
@CommandLine.Command(
        name = "wait",
        description = {
            "Waits until a policy is in a condition.",
            "What was said of an older generation does not count."
        })
public final class WaitCommand implements Command {

    /** A watch may end quietly; then the policy is read again after this at the latest. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Streams streams;

    @Parameters(paramLabel = "NAME", description = "The policy; connpol/NAME is understood too.")
    private String name = "";

    @Option(
            names = "--for",
            paramLabel = "CONDITION",
            defaultValue = "Ready",
            converter = Wanted.Reader.class,
            description =
                    "As WorkloadReachable, Programmed=Unknown or condition=Ready;"
                            + " ${DEFAULT-VALUE} if left out.")
    private Wanted wanted = Wanted.of("Ready");

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Span.class,
            description = "How long to wait; ${DEFAULT-VALUE} if left out.")
    private Duration timeout = Duration.ofSeconds(60);

    @Mixin private Cluster cluster = new Cluster();

    @Mixin private Output output = new Output();

    public WaitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        try (KubernetesClient client = cluster.client()) {
            Standing last = waitFor(client);
            output.print(last, streams.out(), out -> out.println(last.ending()));
            return last.met() ? ExitCode.Well : last.exitCode();
        }
    }

    private Standing waitFor(KubernetesClient client) throws InterruptedException {
        Resource<ConnectivityPolicy> policy =
                client.resources(ConnectivityPolicy.class)
                        .inNamespace(cluster.namespace(client))
                        .withName(name.substring(name.lastIndexOf('/') + 1));
        Standing first = Standing.of(Cluster.ask(policy::get), name, wanted);
        return first.met() ? first : follow(policy, first);
    }

    private Standing follow(Resource<ConnectivityPolicy> policy, Standing first)
            throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
        String told = first.sentence();
        streams.err().println(told);
        try (var _ = Cluster.ask(() -> policy.watch(new Bell(changes)))) {
            while (true) {
                Standing now = Standing.of(Cluster.ask(policy::get), name, wanted);
                if (!now.sentence().equals(told)) {
                    told = now.sentence();
                    streams.err().println(told);
                }
                long left = end - System.nanoTime();
                if (now.met() || left <= 0) {
                    return now;
                }
                var _ = changes.poll(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Rings at every change. */
    private record Bell(BlockingQueue<Boolean> changes) implements Watcher<ConnectivityPolicy> {

        @Override
        public void eventReceived(Action action, ConnectivityPolicy policy) {
            changes.add(true);
        }

        @Override
        public void onClose(WatcherException cause) {
            // The policy is looked at from time to time all the same.
        }
    }
}
