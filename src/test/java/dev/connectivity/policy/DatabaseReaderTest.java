package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.policy.Database.Source;
import dev.connectivity.policy.Pacing.Circuit;
import dev.connectivity.policy.Pacing.Retry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseReaderTest {

    @Test
    void aDatabaseMayBeGivenByUrl() {
        assertThat(
                        read("""
                        workload: {name: a}
                        secrets: [db]
                        database: {engine: PostgreSQL, url: {secret: db, key: URL}}
                        """)
                                .database())
                .contains(
                        new Database(
                                Engine.PostgreSQL,
                                new Source.Url(new SecretKey("db", "URL")),
                                Optional.empty(),
                                new Demand(Role.ReadWrite, Optional.empty()),
                                new Pacing(
                                        seconds(10),
                                        seconds(5),
                                        new Retry(0, seconds(1), seconds(1)),
                                        new Circuit(3, seconds(10), 2)),
                                Optional.empty()));
    }

    @Test
    void aDatabaseOfWhichOnlyIsReadMayBeAReplicaThatIsNotTooFarBehind() {
        var database =
                read("""
                workload: {name: a}
                secrets: [db, ca]
                database:
                  engine: MySQL
                  host: db
                  name: shop
                  username: {secret: db, key: USER}
                  password: {secret: db, key: PASSWORD}
                  tls: VerifyCA
                  ca: {secret: ca, key: ca.crt}
                  probe: {role: Any, maxLag: 1m30s}
                """)
                        .database()
                        .orElseThrow();
        assertThat(database.demand()).isEqualTo(new Demand(Role.Any, Optional.of(seconds(90))));
        assertThat(database.ca()).contains(new SecretKey("ca", "ca.crt"));
        assertThat(database.source())
                .isInstanceOfSatisfying(
                        Source.Parts.class, parts -> assertThat(parts.port()).isEqualTo(3306));
    }

    @Test
    void aDatabaseMayBeGivenByParts() {
        var database =
                read("""
                workload: {name: a}
                secrets: [db]
                database:
                  engine: PostgreSQL
                  host: db.example.test
                  name: shop
                  username: {secret: db, key: user}
                  password: {secret: db, key: password}
                """)
                        .database()
                        .orElseThrow();

        assertThat(database.source())
                .isEqualTo(
                        new Source.Parts(
                                "db.example.test",
                                5432,
                                "shop",
                                new SecretKey("db", "user"),
                                new SecretKey("db", "password"),
                                TlsMode.Require));
    }

    private static Policy read(String spec) {
        return PolicyReader.read(
                Serialization.unmarshal(
                        "metadata: {name: a, namespace: b}\nspec:\n" + spec.indent(2),
                        ConnectivityPolicy.class));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
