package dev.connectivity.apiserver;

import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The operator as a process of its own, which a test can kill: arguments are a kubeconfig, a
 * namespace, and a port on loopback that counts how often it is asked.
 */
final class CountingOperator {

    private CountingOperator() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        KubernetesClient client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(Path.of(arguments[0]))))
                        .build();
        int port = Integer.parseInt(arguments[2]);
        RunningOperator operator = RunningOperator.start(client, arguments[1], connectingTo(port));
        Runtime.getRuntime().addShutdownHook(new Thread(operator::close));
        Thread.currentThread().join();
    }

    private static Prober<Question> connectingTo(int port) {
        return (question, limits) -> {
            Instant began = Instant.now();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new Observation(
                        began,
                        Duration.between(began, Instant.now()),
                        Map.of(),
                        new Outcome.Answered(),
                        List.of());
            } catch (IOException e) {
                throw new IllegalStateException("the test has gone", e);
            }
        };
    }
}
