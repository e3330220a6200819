package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus.State;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.probe.dial.AddressGuard;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Resolver;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.OutsideAddress;
import dev.connectivity.testing.ProbeFixtures;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole operator, which may read the namespace's Secret; a workload with something to hide; and
 * a tenant who may write policies and nothing else.
 */
class TenantScene extends AuthorScene {

    static final Duration SOON = Duration.ofSeconds(30);
    static final String DENIED = "vault.corp.example.test";
    private static final String WORKLOAD =
            StorefrontScene.deployment(
                    """
                    env:
                    - {name: TOKEN, value: canary-token}
                    - {name: DATABASE_URL, value: 'postgres://shop:canary@db/shop'}
                    - {name: CALLBACK, value: 'http://shop:canary@localhost:3000/'}
                    - {name: WITH_KEY, value: 'http://localhost:3000/?key=canary'}
                    - {name: FROM_SECRET, valueFrom: {secretKeyRef: {name: storefront-db, key: url}}}
                    """);
    private static final String SECRET =
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: storefront-db}
            stringData: {url: 'http://localhost:3000/canary'}
            """;

    private StagedWorkload workload;
    Author tenant;
    private Optional<RunningOperator> operator = Optional.empty();

    @BeforeEach
    void deployTheStorefront() {
        for (String manifest : List.of(SECRET, WORKLOAD, StorefrontScene.SERVICE)) {
            API.client()
                    .resource(Serialization.unmarshal(manifest, GenericKubernetesResource.class))
                    .inNamespace(namespace)
                    .create();
        }
        workload = new StagedWorkload(API.client(), namespace);
        workload.rollOut();
        tenant = author(List.of());
    }

    @AfterEach
    void endTheScene() {
        operator.ifPresent(RunningOperator::close);
        tenant.close();
        workload.close();
    }

    void startTheOperator() {
        String outside = OutsideAddress.get().getHostAddress();
        var guard =
                new AddressGuard(
                        ProbeFixtures.emptyCluster(),
                        AddressGuard.Rules.of(
                                List.of("127.0.0.0/8"), List.of(outside), "cluster.local", true));
        Resolver resolver =
                (address, deadline) ->
                        new Resolver.Resolution(
                                address.host(),
                                List.of(
                                        address.host().equals(DENIED)
                                                ? OutsideAddress.get()
                                                : InetAddress.ofLiteral(address.host())));
        operator =
                Optional.of(
                        RunningOperator.start(
                                API.client(),
                                namespace,
                                ProbeFixtures.asker(new Dialer(resolver, guard))));
    }

    List<DependencyStatus> awaitAllDown(int count) {
        return await().atMost(SOON).until(this::upstreamsDown, down -> down.size() == count);
    }

    private List<DependencyStatus> upstreamsDown() {
        return status().map(ConnectivityPolicyStatus::upstreams).stream()
                .flatMap(List::stream)
                .filter(it -> it.state() == State.Down)
                .toList();
    }

    Stream<FindingStatus> findings() {
        return status().map(ConnectivityPolicyStatus::findings).stream().flatMap(List::stream);
    }

    /** As the tenant reads it. */
    private Optional<ConnectivityPolicyStatus> status() {
        return Optional.ofNullable(
                tenant.client()
                        .resources(ConnectivityPolicy.class)
                        .inNamespace(namespace)
                        .withName("storefront")
                        .get()
                        .getStatus());
    }

    /** The policy, and the events, which others read. */
    String all() {
        var events = API.client().events().v1().events().inNamespace(namespace).list();
        return Serialization.asYaml(status().orElseThrow()) + Serialization.asYaml(events);
    }
}
