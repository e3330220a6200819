package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.policy.Database.Source;
import dev.connectivity.testing.Policies;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseReaderTest {

    @Test
    void aDatabaseOfWhichOnlyIsReadMayBeAReplicaThatIsNotTooFarBehind() {
        Database database =
                Policies.read(
                                "workload: {name: a}, secrets: [db, ca], database: {engine: MySQL,"
                                    + " host: db, name: shop, username: {secret: db, key: USER},"
                                    + " password: {secret: db, key: PASSWORD}, tls: VerifyCA, ca:"
                                    + " {secret: ca, key: ca.crt}, probe: {role: Any, maxLag:"
                                    + " 1m30s}}")
                        .database()
                        .orElseThrow();
        assertThat(database.demand())
                .isEqualTo(new Demand(Role.Any, Optional.of(Duration.ofSeconds(90))));
        assertThat(database.ca()).contains(new SecretKey("ca", "ca.crt"));
        assertThat(database.source())
                .isInstanceOfSatisfying(
                        Source.Parts.class, parts -> assertThat(parts.port()).isEqualTo(3306));
    }
}
