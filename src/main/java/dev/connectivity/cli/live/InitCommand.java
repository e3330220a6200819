package dev.connectivity.cli.live;

import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.OutputFormat;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.cli.draft.Draft;
import dev.connectivity.diagnose.Entrance;
import dev.connectivity.diagnose.Guess;
import dev.connectivity.diagnose.Way;
import dev.connectivity.policy.Listener;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code init deploy/NAME}: drafts a policy from what runs. */
@CommandLine.Command(
        name = "init",
        description = {
            "Drafts a policy for a Deployment from what runs, and changes nothing.",
            "Ports are proven by connecting; Services, databases and upstreams are found by"
                    + " selectors and variables. No Secret is read."
        })
public final class InitCommand implements Command {

    private final Streams streams;

    @Parameters(paramLabel = "deploy/NAME", description = "The Deployment.")
    private String target = "";

    @Mixin private Cluster cluster = new Cluster();

    @Mixin private Asking asking = new Asking();

    @Mixin private Output output = new Output();

    public InitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        try (KubernetesClient client = cluster.client();
                Network network = Network.guarded()) {
            Sight sight = new Look(client, cluster.namespace(client)).at(target);
            Examination.Result result =
                    asking.examination(sight, network, client).guessing(asking.ports());
            print(Draft.of(subject(sight, result)));
            tell(sight, result);
            return result.guess().isPresent() ? ExitCode.Well : ExitCode.Undetermined;
        }
    }

    private void print(String draft) throws IOException {
        if (output.format() == OutputFormat.Yaml) {
            streams.out().print(draft);
        } else {
            Map<?, ?> policy = Serialization.unmarshal(draft, Map.class);
            output.print(policy, streams.out(), out -> out.print(draft));
        }
    }

    private void tell(Sight sight, Examination.Result result) {
        sight.policy()
                .ifPresent(
                        policy ->
                                streams.err()
                                        .printf(
                                                "ConnectivityPolicy %s looks after this Deployment"
                                                    + " already: change that one, since a second is"
                                                    + " refused as DuplicatePolicy.%n",
                                                policy.getMetadata().getName()));
        if (result.guess().isEmpty()) {
            streams.err()
                    .println(
                            "The port is not proven: none accepted on every running pod. Name one"
                                    + " by --port, or correct spec.listener.port.");
        }
        sight.unseen().forEach(streams.err()::println);
    }

    private static Draft.Subject subject(Sight sight, Examination.Result result) {
        List<Container> containers =
                sight.deployment().getSpec().getTemplate().getSpec().getContainers();
        return new Draft.Subject(
                sight.namespace(),
                sight.name(),
                containers.getFirst(),
                containers.size() == 1,
                result.claim().listener().map(Listener::port).orElseThrow(),
                proof(result),
                result.guess().isPresent(),
                Way.of(result.evidence()),
                hosts(sight));
    }

    private static String proof(Examination.Result result) {
        if (result.guess().isEmpty()) {
            return result.blind()
                    ? "the pods could not be asked"
                    : "no port that was asked accepts on every running pod";
        }
        Guess guess = result.guess().get();
        String by =
                switch (guess.basis()) {
                    case Service -> "a Service sends traffic there";
                    case Container -> "the container names it, and no Service sends traffic there";
                    case Nobody -> "nothing names it, it was found by asking usual ports";
                };
        String others =
                guess.others().isEmpty()
                        ? ""
                        : "; others accept too: "
                                + guess.others().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "));
        return "accepts on every running pod; " + by + others;
    }

    private static Set<String> hosts(Sight sight) {
        return sight.entrances().stream()
                .map(Entrance::rule)
                .map(rule -> rule.replaceFirst("[/,].*", ""))
                .collect(Collectors.toSet());
    }
}
