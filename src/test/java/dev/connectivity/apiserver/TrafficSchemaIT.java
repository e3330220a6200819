package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.TrafficWriter;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.testing.Examples;
import dev.connectivity.traffic.Surroundings;
import dev.connectivity.traffic.Wanted;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field that is written, against the providers' own schemas, none unknown to them. */
class TrafficSchemaIT extends TrafficScene {

    private static final Surroundings HERE =
            new Surroundings(
                    "cluster.local",
                    Map.of("app", "storefront"),
                    Map.of("app", "storefront"),
                    (namespace, name) -> false);
    private static final String EVERY_KIND_OF_UPSTREAM =
            """
            metadata: {name: storefront}
            spec:
              workload: {name: storefront}
              upstreams:
              - {name: http, url: "http://a.example.test"}
              - {name: https, url: "https://a.example.test"}
              - {name: grpc, url: "grpc://b.example.test:9000"}
              - {name: cache, url: "rediss://c.example.test"}
              - {name: service, url: "http://reviews:8080", retry: {limit: 0}}
              - {name: database, url: "tcp://database:5432", circuit: {failures: 1, openFor: 1s}}
              - {name: long, url: "http://d.example.test", probe: {interval: 24h, timeout: 1h1m1s1ms}}
              traffic: {provider: Istio, connectTimeout: 1m}
            """;

    private KubernetesClient products;
    private TrafficWriter writer;

    @BeforeEach
    void installTheProviders() {
        install(ISTIO, ENVOY_GATEWAY);
        // An unknown field is answered as if the server had failed, which any other insists on.
        products = way.client(client.getConfiguration());
        writer = new TrafficWriter(products, SOON);
    }

    @AfterEach
    void close() {
        products.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic-istio", "traffic-envoy-gateway"})
    void theExamplesAreAccepted(String name) {
        assertThat(written(read(Examples.text(Path.of("examples", name + ".yaml")))))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).isInstanceOf(ApplyResult.Applied.class));
    }

    @Test
    void soIsWhatEveryKindOfUpstreamComesTo() {
        assertThat(written(read(EVERY_KIND_OF_UPSTREAM)))
                .hasSize(14)
                .allSatisfy(it -> assertThat(it).isInstanceOf(ApplyResult.Applied.class));
    }

    @Test
    void aFieldThatTheyDoNotKnowWouldBeRefused() {
        Policy policy = read(EVERY_KIND_OF_UPSTREAM);
        for (Wanted wanted : Wanted.of(policy, HERE).subList(0, 3)) {
            Map<String, Object> spec = new LinkedHashMap<>(wanted.spec());
            spec.put("unknownToThem", true);
            Wanted wrong =
                    new Wanted(
                            wanted.kind(),
                            wanted.name(),
                            spec,
                            wanted.about(),
                            wanted.namespaces());
            assertThat(writer.apply(policy, wrong, Optional.empty(), false))
                    .isInstanceOfSatisfying(
                            ApplyResult.Rejected.class,
                            it -> assertThat(it.message()).contains("unknownToThem"));
        }
    }

    private List<ApplyResult> written(Policy policy) {
        return Wanted.of(policy, HERE).stream()
                .map(it -> writer.apply(policy, it, Optional.empty(), false))
                .toList();
    }

    private Policy read(String yaml) {
        ConnectivityPolicy resource = Serialization.unmarshal(yaml, ConnectivityPolicy.class);
        resource.getMetadata().setNamespace(namespace);
        resource.getMetadata().setUid("00000000-0000-0000-0000-000000000001");
        return PolicyReader.read(resource);
    }
}
