package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Resolver;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.ProbeFixtures;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole operator against a real API server. The storefront's process listens on 3001, while
 * Service, variable and declared port say 3000.
 */
class IncidentScene extends OperatedScene {

    static final String WORKLOAD =
            deployment(
                    """
                    env: [{name: PORT, value: "3000"}]
                    ports: [{name: http, containerPort: 3000}]
                    """);
    static final String POLICY =
            """
            apiVersion: connectivity.dev/v1alpha1
            kind: ConnectivityPolicy
            metadata: {name: storefront}
            spec:
              mode: %s
              workload: {name: storefront}
              listener: {port: 3001, env: [PORT]}
            """;
    static final Duration SOON = Duration.ofSeconds(60);

    StagedWorkload workload;

    @BeforeEach
    void deployTheStorefront() {
        workload = new StagedWorkload(client, namespace);
        clientSideApply(SERVICE);
        clientSideApply(WORKLOAD);
        workload.rollOut();
    }

    @AfterEach
    @Override
    void endTheScene() {
        super.endTheScene();
        workload.close();
    }

    RunningOperator startTheOperator() {
        var dialer =
                new Dialer(
                        (address, deadline) ->
                                new Resolver.Resolution(
                                        address.host(),
                                        List.of(InetAddress.ofLiteral(address.host()))),
                        ProbeFixtures.openGuard());
        return startTheOperator(ProbeFixtures.asker(dialer));
    }

    void applyPolicy(String mode) {
        clientSideApply(POLICY.formatted(mode));
    }

    /** Plays the controllers for the rollout that the fix caused, and waits for a Ready policy. */
    void becomesReadyAfterItsRollout() {
        await().atMost(SOON).until(() -> variable().equals("3001"));
        workload.rollOut();
        becomes("Ready", "True");
        becomes("WorkloadReachable", "True");
    }

    void becomes(String type, String status) {
        await().atMost(SOON)
                .until(
                        () ->
                                condition(type)
                                        .filter(it -> it.getStatus().equals(status))
                                        .isPresent());
    }

    void becomesFor(String type, String reason) {
        await().atMost(SOON)
                .until(
                        () ->
                                condition(type)
                                        .filter(it -> it.getReason().equals(reason))
                                        .isPresent());
    }

    /**
     * Has the operator look again, until a pass that began after this has found nothing to tell.
     */
    void anotherPassFindsNothing(RunningOperator running) {
        long before = running.passes("Unchanged");
        await().atMost(SOON)
                .until(
                        () -> {
                            touch(client.services().inNamespace(namespace).withName("storefront"));
                            // One may have been under way.
                            return running.passes("Unchanged") > before + 1;
                        });
    }

    /** Until nothing was written for a while: what was changed comes to it by several ways. */
    void becomesQuiet() {
        AtomicLong last = new AtomicLong();
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> last.getAndSet(way.writes("")) == last.get());
    }

    private static void touch(Resource<Service> service) {
        service.edit(
                it ->
                        new ServiceBuilder(it)
                                .editMetadata()
                                .addToAnnotations("touched", Long.toString(System.nanoTime()))
                                .endMetadata()
                                .build());
    }

    String variable() {
        return container().getEnv().getFirst().getValue();
    }

    List<Event> events(HasMetadata regarding, String reason) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(it -> it.getRegarding().getUid().equals(regarding.getMetadata().getUid()))
                .filter(it -> it.getReason().equals(reason))
                .toList();
    }

    List<String> resourceVersions() {
        return Stream.of(policy().get(), service(), deployment())
                .map(it -> it.getMetadata().getResourceVersion())
                .toList();
    }
}
