package dev.connectivity.metrics;

import static dev.connectivity.testing.MetricsFixtures.TOOK;
import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Fact.ConnectionHolders;
import dev.connectivity.probe.Fact.DatabaseRole;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Fact.ReplicationLag;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is shown of a database's role, its lag, and who holds its connections. */
class DatabaseMetersTest extends MetersScene {

    private static final String ROLE = "connectivity_database_role";
    private static final String LAG = "connectivity_database_replication_lag_seconds";
    private static final String USERS = "connectivity_database_user_connections";
    private static final String APPLICATIONS = "connectivity_database_application_connections";

    @Test
    void theRoleThatWasSeenLastIsOneAndTheOthersAreNone() {
        told(new DatabaseRole(Standing.Writable));
        assertThat(role("Writable")).isOne();
        assertThat(role("Replica")).isZero();
        assertThat(role("ReadOnly")).isZero();

        told(new DatabaseRole(Standing.Replica), new ReplicationLag(Duration.ofSeconds(7)));
        assertThat(role("Writable")).isZero();
        assertThat(role("Replica")).isOne();
    }

    @Test
    void theLagIsZeroWhereWritesAreTakenAndMinusOneWhereItIsNotKnown() {
        told(new DatabaseRole(Standing.Writable));
        assertThat(value(LAG)).isZero();
        told(new DatabaseRole(Standing.Replica), new ReplicationLag(Duration.ofMillis(7900)));
        assertThat(value(LAG)).isEqualTo(7);
        told(new DatabaseRole(Standing.Replica));
        assertThat(value(LAG)).isEqualTo(-1);
        told(new DatabaseRole(Standing.ReadOnly), new ReplicationLag(Duration.ofDays(99_999)));
        assertThat(value(LAG)).isEqualTo(1 << 30);
    }

    @Test
    void anAttemptThatCouldNotTellChangesNothing() {
        told(new DatabaseRole(Standing.Replica), new ReplicationLag(Duration.ofSeconds(7)));
        told(new ConnectionHolders(Map.of("shop", 3), Map.of()));
        asked(ended(new Outcome.Failed(Reason.ConnectionRefused, "")));
        assertThat(role("Replica")).isOne();
        assertThat(value(LAG)).isEqualTo(7);
        assertThat(value(USERS, "user=\"shop\"")).isEqualTo(3);
    }

    @Test
    void holdersThatAreGoneHaveNoSeriesAnyMore() {
        told(new ConnectionHolders(Map.of("shop", 3, "other", 1), Map.of("reports", 4)));
        assertThat(value(APPLICATIONS, "application=\"reports\"")).isEqualTo(4);
        told(new ConnectionHolders(Map.of("root", 1), Map.of()));
        assertThat(scraped()).filteredOn(line -> line.startsWith(USERS + "{")).hasSize(1);
        assertThat(value(USERS, "user=\"root\"")).isOne();
        assertThat(scraped()).noneMatch(line -> line.startsWith(APPLICATIONS + "{"));
    }

    @Test
    void allOfItEndsWithTheDatabase() {
        told(new DatabaseRole(Standing.Writable), new ConnectionHolders(Map.of("a", 1), Map.of()));
        owned.keep("uid-1", "shop", "storefront", Set.of());
        assertThat(scraped()).noneMatch(line -> line.startsWith("connectivity_database"));
    }

    private double role(String role) {
        return value(ROLE, "role=\"" + role + "\"");
    }

    private void told(Fact... facts) {
        Observation plain = ended(new Outcome.Answered());
        asked(
                new Observation(
                        plain.began(),
                        plain.took(),
                        plain.phases(),
                        plain.outcome(),
                        List.of(facts)));
    }

    private void asked(Observation observation) {
        probes.asked("uid-1", aTarget("database"), observation, TOOK);
    }
}
