package dev.connectivity.cli.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Option;

/** How a workload's pods are asked, as a mixin. */
final class Asking {

    @Option(
            names = "--via",
            paramLabel = "PLACE",
            defaultValue = "Auto",
            description =
                    "From where the pods are asked: Here; ApiServer, by its proxy, which sends"
                            + " GET / to them; or Auto, from here where they can be reached.")
    private Vantages.Via via = Vantages.Via.Auto;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Span.class,
            description = "How long one connect may take; ${DEFAULT-VALUE} if left out.")
    private Duration timeout = Duration.ofSeconds(2);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "A port to try too, where no policy says which it is.")
    private List<Integer> ports = List.of();

    List<Integer> ports() {
        return ports;
    }

    Examination examination(Sight sight, Network network, KubernetesClient client) {
        Vantages vantages =
                new Vantages(
                        via,
                        new FromHere(network.prober(), sight.namespace(), timeout),
                        new ThroughApiServer(client, sight.namespace(), timeout),
                        System.getenv("KUBERNETES_SERVICE_HOST") != null);
        return new Examination(sight, vantages, InstantSource.system());
    }
}
