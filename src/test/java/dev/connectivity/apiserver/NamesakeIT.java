package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A policy that is deleted and at once made anew under its name is another one. */
class NamesakeIT implements Prober<Question> {

    @RegisterExtension static final ApiServer API = new ApiServer();

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TIMES = 50;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private KubernetesClient client;
    private String namespace;
    private RunningOperator operator;

    @BeforeEach
    void open() {
        client = API.client();
        namespace = API.newNamespace();
        operator = RunningOperator.start(client, namespace, this);
    }

    @AfterEach
    void close() {
        operator.close();
        policy().delete();
    }

    @Test
    void eachIsWatchedFromItsBeginningAndNothingOfTheFormerOneIsLeft() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            policy().delete();
            String uid = make(i);
            long begin = System.nanoTime();
            // By turns known well, and hardly begun, when it is deleted.
            if (i % 2 == 0) {
                String host = host(i);
                await().atMost(SOON).until(() -> asked.contains(host));
                await().atMost(SOON).until(() -> isCounted(uid));
                waits.add((System.nanoTime() - begin) / 1_000_000);
            }
        }
        String last = make(TIMES);
        await().atMost(SOON).until(() -> operator.counted(), Set.of(last)::equals);
        await().atMost(SOON).until(() -> isUp(last));
        System.out.printf(
                "made anew %d times: counted after at most %d ms%n",
                TIMES, waits.stream().mapToLong(it -> it).max().orElseThrow());
        await().atMost(SOON).until(() -> operator.measured() == 1);
        asked.clear();
        await().atMost(SOON).until(() -> asked.size() >= 5);
        assertThat(asked).containsOnly(host(TIMES));
    }

    private boolean isCounted(String uid) {
        return operator.counted().equals(Set.of(uid));
    }

    private boolean isUp(String uid) {
        ConnectivityPolicy now = policy().get();
        return now.getMetadata().getUid().equals(uid)
                && Optional.ofNullable(now.getStatus())
                        .map(ConnectivityPolicyStatus::upstreams)
                        .filter(it -> it.getFirst().reason().name().equals("Reachable"))
                        .isPresent();
    }

    private static String host(int i) {
        return "n%d.test".formatted(i);
    }

    /** Gives its UID. */
    private String make(int i) {
        policy().delete();
        return client.resource(
                        Serialization.unmarshal(
                                """
                                apiVersion: connectivity.dev/v1alpha1
                                kind: ConnectivityPolicy
                                metadata: {name: storefront, namespace: %s}
                                spec:
                                  workload: {name: storefront}
                                  upstreams:
                                  - name: chat
                                    url: tcp://%s:80
                                    probe: {interval: 1s, timeout: 1s}
                                  objectives: {availability: "99.9"}
                                """
                                        .formatted(namespace, host(i)),
                                ConnectivityPolicy.class))
                .create()
                .getMetadata()
                .getUid();
    }

    private Resource<ConnectivityPolicy> policy() {
        return client.resources(ConnectivityPolicy.class)
                .inNamespace(namespace)
                .withName("storefront");
    }

    @Override
    public Observation ask(Question question, Limits limits) {
        asked.add(question.address().host());
        return new Observation(
                Instant.now(), Duration.ofMillis(1), Map.of(), new Outcome.Answered(), List.of());
    }
}
