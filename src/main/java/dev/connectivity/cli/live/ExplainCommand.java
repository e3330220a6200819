package dev.connectivity.cli.live;

import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code explain deploy/NAME}: the way of a request into a workload, and where it ends; {@code
 * explain --error TEXT}: what a gateway's sentence, flag or log line means.
 */
@CommandLine.Command(
        name = "explain",
        description = {
            "Says where requests to a Deployment end, or what a gateway's error means.",
            "With deploy/NAME it walks from gateway to Service, EndpointSlice, pod and port on a"
                    + " live cluster; with --error it needs none."
        })
public final class ExplainCommand implements Command {

    private final Streams streams;

    @Parameters(arity = "0..1", paramLabel = "deploy/NAME", description = "The Deployment.")
    private @Nullable String target;

    @Option(
            names = "--error",
            paramLabel = "TEXT",
            description = "What the gateway wrote: an error body, a response flag, a log line.")
    private @Nullable String error;

    @Mixin private Cluster cluster = new Cluster();

    @Mixin private Asking asking = new Asking();

    @Mixin private Output output = new Output();

    public ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        if (error != null && target == null) {
            return decode(error);
        }
        if (target != null && error == null) {
            return walk(target);
        }
        throw new CommandException(
                ExitCode.Usage,
                "Name a Deployment, as deploy/storefront, or give a gateway's words by --error.");
    }

    private ExitCode decode(String text) throws IOException {
        List<GatewayError> errors = GatewayError.in(text);
        output.print(errors, streams.out(), out -> GatewayError.print(errors, out));
        return errors.isEmpty() ? ExitCode.Undetermined : ExitCode.Well;
    }

    private ExitCode walk(String deployment) throws IOException, InterruptedException {
        try (KubernetesClient client = cluster.client();
                Network network = Network.guarded()) {
            Sight sight = new Look(client, cluster.namespace(client)).at(deployment);
            Explanation explanation =
                    explain(sight, asking.examination(sight, network, client), asking.ports());
            output.print(explanation, streams.out(), explanation::print);
            return explanation.exitCode();
        }
    }

    private static Explanation explain(Sight sight, Examination examination, List<Integer> ports)
            throws InterruptedException {
        Optional<Policy> declared = Claims.declared(sight);
        return Explainer.explain(
                sight,
                declared,
                declared.isPresent()
                        ? examination.of(declared.get())
                        : examination.guessing(ports));
    }
}
