package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.reconcile.RunningOperator;
import dev.connectivity.testing.CanaryLog;
import dev.connectivity.testing.TestPostgres;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A password is changed while the storefront runs. Meanwhile the log is read at every level, and
 * the passwords are looked for in it and in all that was written.
 */
class DatabaseIT extends DatabaseScene {

    private static final String OLD = "canary-old-4711";
    private static final String NEW = "canary-new-4712";
    private static final String DATABASE =
            """
              secrets: [db]
              database:
                engine: PostgreSQL
                url: {secret: db, key: URL}
                probe: {interval: 3s, timeout: 3s}
                pool: {framework: SpringBoot, size: 100}
              objectives: {recovery: {database: 1s}}
            """;

    private static CanaryLog log;
    private static TestPostgres server;

    /** Before there is a client that could find out that it need not log. */
    @BeforeAll
    static void listen() {
        log =
                CanaryLog.of(
                        Stream.of(OLD, NEW).flatMap(DatabaseIT::written).toList(),
                        "org.postgresql.");
        server = server(20);
    }

    @AfterAll
    static void stop() {
        server.close();
        log.close();
    }

    /** As text and as a Secret's data has it, wherever in that it begins. */
    private static Stream<String> written(String canary) {
        return Stream.concat(
                Stream.of(canary),
                Stream.of("", "x", "xx")
                        .map(before -> (before + canary).getBytes(StandardCharsets.UTF_8))
                        .map(bytes -> Base64.getEncoder().withoutPadding().encodeToString(bytes))
                        .map(text -> text.substring(4, text.length() - 2)));
    }

    @Test
    void podsThatReadAPasswordBeforeItWasChangedAreNamedAndItIsNowhere() {
        server.run("CREATE ROLE storefront LOGIN PASSWORD '" + OLD + "'");
        keepSecret(url(server, "storefront", OLD));
        deployTheShop();
        RunningOperator running = startTheOperator();
        clientSideApply(POLICY.formatted("Enforce") + DATABASE);
        becomes("DatabaseReachable", "True");
        await().atMost(SOON).until(() -> variable().equals("3001"));
        workload.rollOut();

        server.run("ALTER ROLE storefront PASSWORD '" + NEW + "'");
        becomesFor("DatabaseReachable", "DatabaseAuthenticationFailed");
        assertThat(found(Reason.DatabaseCredentialsStale)).isFalse();

        await().atMost(SOON).until(this::podsAreOlderThanASecond);
        await().atMost(SOON).until(this::objectiveIsMissed);
        keepSecret(url(server, "storefront", NEW));
        becomes("DatabaseReachable", "True");
        finds(
                Reason.DatabaseCredentialsStale,
                " read key URL of Secret db before it changed, and the database refuses what it"
                        + " held then. Restart them: kubectl -n "
                        + namespace);
        missedItsObjective(running);

        await().atMost(SOON).until(this::secretIsOlderThanNewPods);
        workload.rollOut();
        await().atMost(SOON).until(() -> !found(Reason.DatabaseCredentialsStale));

        assertThat(log.heard()).as("at every level").contains("TRACE");
        assertThat(log.found()).isEmpty();
        assertThat(everythingWritten() + running.scrape())
                .contains("connectivity_database_connections", "DatabaseAuthenticationFailed")
                .doesNotContain(OLD, NEW);
    }

    private void missedItsObjective(RunningOperator running) {
        ConnectivityPolicy now = policy().get();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                client.events()
                                                        .v1()
                                                        .events()
                                                        .inNamespace(namespace)
                                                        .list()
                                                        .getItems())
                                        .extracting(it -> it.getReason() + ": " + it.getNote())
                                        .anyMatch(
                                                it ->
                                                        it.startsWith(
                                                                        "RecoveryObjectiveMissed:"
                                                                            + " database was back")
                                                                && it.endsWith(
                                                                        "the objective is 1.0s.")));
        assertThat(now.getStatus().lastIncident().reason())
                .isEqualTo(Reason.DatabaseAuthenticationFailed);
        assertThat(now.getStatus().lastIncident().recoveredAfter()).isNotNull();
        assertThat(running.scrape())
                .containsPattern("connectivity_recovery_missed_total\\{[^}]*\\} [1-9]");
    }

    /** Began in the second that the status names. */
    private boolean objectiveIsMissed() {
        IncidentStatus last = policy().get().getStatus().lastIncident();
        return last != null
                && last.reason() == Reason.DatabaseAuthenticationFailed
                && Instant.parse(last.began()).plusSeconds(2).isBefore(Instant.now());
    }

    private boolean podsAreOlderThanASecond() {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .map(it -> Instant.parse(it.getState().getRunning().getStartedAt()))
                .allMatch(started -> started.plusSeconds(2).isBefore(Instant.now()));
    }

    /** The stage starts its containers two seconds ago. */
    private boolean secretIsOlderThanNewPods() {
        return client
                .secrets()
                .inNamespace(namespace)
                .withName("db")
                .get()
                .getMetadata()
                .getManagedFields()
                .stream()
                .map(it -> Instant.parse(it.getTime()))
                .allMatch(changed -> changed.plusSeconds(4).isBefore(Instant.now()));
    }

    private String everythingWritten() {
        Stream<? extends HasMetadata> objects =
                Stream.of(
                                List.of(policy().get(), service(), deployment()),
                                client.apps()
                                        .replicaSets()
                                        .inNamespace(namespace)
                                        .list()
                                        .getItems(),
                                client.pods().inNamespace(namespace).list().getItems(),
                                client.events()
                                        .v1()
                                        .events()
                                        .inNamespace(namespace)
                                        .list()
                                        .getItems(),
                                client.leases().inNamespace(namespace).list().getItems(),
                                client.configMaps().inNamespace(namespace).list().getItems())
                        .flatMap(List::stream);
        return String.join("\n", objects.map(Serialization::asYaml).toList());
    }
}
