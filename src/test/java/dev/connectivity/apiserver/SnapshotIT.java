package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.judge.objective.Account;
import dev.connectivity.judge.objective.Snapshot;
import dev.connectivity.policy.Objectives.Goal;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a killed operator process loses of its counts, and what one that is stopped does not. */
class SnapshotIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    /** The operator looks whether it is due every 10 s. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** So that it is due whenever the operator looks. */
    private static final Duration EVERY = Duration.ofSeconds(9);

    private final AtomicInteger asked = new AtomicInteger();
    private ServerSocket counter;
    private KubernetesClient client;
    private String namespace;
    private Optional<Process> operator = Optional.empty();

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        counter = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::count);
        client = API.client();
        namespace = API.newNamespace();
    }

    @AfterEach
    void close() throws IOException {
        operator.ifPresent(Process::destroyForcibly);
        counter.close();
    }

    @Test
    void killedItLosesWhatCameAfterTheLastWriteAndStoppedItLosesNothing() throws Exception {
        policy("");
        start();
        await().atMost(Duration.ofSeconds(90)).until(() -> samples() >= 15);
        int written = asked.get();
        await().atMost(Duration.ofSeconds(90)).until(() -> asked.get() >= written + 10);
        operator.orElseThrow().destroyForcibly().waitFor();
        int before = asked.get();
        long kept = samples();
        long lost = before - kept;
        System.out.printf(
                "killed after %d samples, with a snapshot every %s: %d kept, %d lost%n",
                before, EVERY, kept, lost);
        assertThat(lost).isBetween(0L, EVERY.plus(LOOK).toSeconds() + 5);

        int asksBeforeRestart = asked.get();
        start();
        await().atMost(Duration.ofSeconds(90)).until(() -> samples() > kept);
        assertThat(samples()).isLessThanOrEqualTo(kept + asked.get() - asksBeforeRestart);
        Process stopped = operator.orElseThrow();
        long onlyOneUnderWay = kept + asked.get() - asksBeforeRestart - 1;
        stopped.destroy();
        assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long total = kept + asked.get() - asksBeforeRestart;
        System.out.printf("stopped after %d samples: %d kept%n", total, samples());
        assertThat(samples()).isBetween(onlyOneUnderWay, total);
    }

    @Test
    void aPolicyMadeAnewBeginsAnew() throws Exception {
        policy("");
        start();
        await().atMost(Duration.ofSeconds(90)).until(() -> samples() >= 10);
        String former = uid();
        client.resources(ConnectivityPolicy.class).inNamespace(namespace).delete();
        await().atMost(Duration.ofSeconds(90)).until(() -> !accounts().containsKey(former));
        int begin = asked.get();
        policy("");
        assertThat(uid()).isNotEqualTo(former);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> accounts().containsKey(uid()) && samples() > 0);

        assertThat(accounts()).doesNotContainKey(former);
        assertThat(samples()).isLessThanOrEqualTo(asked.get() - begin);
    }

    private void start() throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, API.kubeconfig());
        operator =
                Optional.of(
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-Dsnapshot-every=" + EVERY.toSeconds() + "s",
                                        CountingOperator.class.getName(),
                                        kubeconfig.toString(),
                                        namespace,
                                        Integer.toString(counter.getLocalPort()))
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("operator.log").toFile())
                                .start());
    }

    private void policy(String more) {
        client.resource(
                        Serialization.unmarshal(
                                """
                                apiVersion: connectivity.dev/v1alpha1
                                kind: ConnectivityPolicy
                                metadata: {name: storefront, namespace: %s}
                                spec:
                                  workload: {name: storefront}
                                  upstreams:
                                  - name: chat
                                    url: tcp://chat.test:80
                                    probe: {interval: 1s, timeout: 1s}
                                  objectives: {availability: "99.9"%s}
                                """
                                        .formatted(namespace, more),
                                ConnectivityPolicy.class))
                .create();
    }

    private String uid() {
        return client.resources(ConnectivityPolicy.class)
                .inNamespace(namespace)
                .withName("storefront")
                .get()
                .getMetadata()
                .getUid();
    }

    /** As the object has it. */
    private long samples() {
        return Optional.ofNullable(accounts().get(uid()))
                .flatMap(it -> Optional.ofNullable(it.get("upstream/chat")))
                .map(
                        it ->
                                it.read(
                                                "upstream/chat",
                                                new Goal(Objective.Availability, 100),
                                                Duration.ofHours(720),
                                                Instant.now(),
                                                ObjectiveState.Met)
                                        .samples())
                .orElse(0L);
    }

    private Map<String, Map<String, Account>> accounts() {
        ConfigMap snapshot =
                client.configMaps()
                        .inNamespace(namespace)
                        .withName("connectivity-operator-objectives")
                        .get();
        return Optional.ofNullable(snapshot)
                .map(ConfigMap::getBinaryData)
                .map(it -> it.get("accounts"))
                .map(it -> Snapshot.read(Base64.getDecoder().decode(it)))
                .orElse(Map.of());
    }

    private void count() {
        while (!counter.isClosed()) {
            try {
                counter.accept().close();
                asked.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
