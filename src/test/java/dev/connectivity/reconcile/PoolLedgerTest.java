package dev.connectivity.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.diagnose.pool.Neighbour;
import dev.connectivity.probe.Address;
import dev.connectivity.watch.ServerName;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolLedgerTest {

    private static final String DB = "db.example.test:5432";

    private final PoolLedger ledger = new PoolLedger();

    @Test
    void neighboursOfAServerAreNumbersAndNoNames() {
        enter("a", "shop", DB, 80);
        enter("b", "shop", DB, 12);
        enter("c", "other", DB, 5);
        enter("d", "shop", "elsewhere:5432", 7);

        assertThat(ledger.neighbours("a", DB, "shop"))
                .containsExactlyInAnyOrder(
                        new Neighbour(true, 12, BigDecimal.TEN),
                        new Neighbour(false, 5, BigDecimal.TEN));
        assertThat(ledger.peers("a")).containsExactlyInAnyOrder("b", "c");
        assertThat(ledger.peers("x")).isEmpty();
    }

    @Test
    void neighboursLookAgainWhereOneChanged() {
        enter("a", "shop", DB, 80);

        assertThat(enter("b", "shop", DB, 12)).containsExactly(new ResourceID("a", "shop"));
        assertThat(enter("b", "shop", DB, 12)).isEmpty();
        assertThat(enter("b", "shop", "elsewhere:5432", 12))
                .containsExactly(new ResourceID("a", "shop"));
        assertThat(enter("b", "shop", "elsewhere:5432", 13)).isEmpty();
        assertThat(ledger.enter("b", Optional.empty())).isEmpty();
    }

    @Test
    void whatIsGoneTakesNothing() {
        enter("a", "shop", DB, 80);
        enter("b", "shop", DB, 12);
        ledger.retain(Set.of("a"));

        assertThat(ledger.neighbours("a", DB, "shop")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    db                          | db.shop.svc:5432
                    DB.shop                     | db.shop.svc:5432
                    db.shop.svc                 | db.shop.svc:5432
                    db.shop.svc.cluster.local   | db.shop.svc:5432
                    db.shop.svc.cluster.local.  | db.shop.svc:5432
                    Db.Example.Test.            | db.example.test:5432
                    203.0.113.20                | 203.0.113.20:5432
                    2001:db8::1                 | 2001:db8::1:5432
                    """)
    void oneServerHasOneNameHoweverItIsWritten(String host, String name) {
        assertThat(ServerName.of(new Address(host, 5432, "shop"), "cluster.local")).isEqualTo(name);
    }

    private Set<ResourceID> enter(String uid, String namespace, String server, int demand) {
        return ledger.enter(
                uid,
                Optional.of(
                        new PoolLedger.Entry(
                                new ResourceID(uid, namespace), server, demand, BigDecimal.TEN)));
    }
}
