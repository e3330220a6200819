package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.TestPostgres;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;

/** The storefront with a login at a real PostgreSQL, which it reads into its environment. */
class DatabaseScene extends IncidentScene {

    static final String SHOP =
            deployment(
                    """
                    env:
                    - {name: PORT, value: "3000"}
                    - {name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key: URL}}}
                    ports: [{name: http, containerPort: 3000}]
                    """);

    private static final String RULES =
            """
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    static TestPostgres server(int connections) {
        return TestPostgres.secured(RULES, "max_connections=" + connections);
    }

    void deployTheShop() {
        clientSideApply(SHOP);
        workload.rollOut();
    }

    static String url(TestPostgres server, String user, String password) {
        return "postgresql://%s:%s@127.0.0.1:%d/postgres"
                .formatted(user, password, server.address().port());
    }

    void keepSecret(String url) {
        Secret secret =
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("db")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("URL", url))
                        .build();
        if (client.secrets().inNamespace(namespace).withName("db").get() == null) {
            client.resource(secret).create();
        } else {
            client.resource(secret).update();
        }
    }

    /** Until such a finding says this. */
    void finds(Reason reason, String words) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(findings())
                                        .filteredOn(it -> it.reason() == reason)
                                        .extracting(FindingStatus::message)
                                        .anyMatch(message -> message.contains(words)));
    }

    boolean found(Reason reason) {
        return findings().stream().anyMatch(it -> it.reason() == reason);
    }
}
