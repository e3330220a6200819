package dev.connectivity.diagnose.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.PoolFixture;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBudgetTest {

    @Test
    void aloneAWorkloadHasItsShareOfWhatIsUsable() {
        assertThat(budget("80").allowance()).isEqualTo(29);
        assertThat(budget("100").allowance()).isEqualTo(37);
        assertThat(budget("2.5").allowance()).isZero();
    }

    @Test
    void aNeighbourThatNeedsLittleTakesNothingFromTheShare() {
        assertThat(budget("80", near(8, "80")).allowance()).isEqualTo(29);
        assertThat(budget("80", near(8, "80")).isShared()).isFalse();
    }

    @Test
    void aNeighbourThatNeedsMuchLeavesAtLeastThePartThatTheSharesMake() {
        assertThat(budget("80", near(12, "80")).allowance()).isEqualTo(25);
        assertThat(budget("80", near(500, "80")).allowance()).isEqualTo(18);
        assertThat(budget("60", near(500, "20")).allowance()).isEqualTo(22);
    }

    @Test
    void partsNeverAddUpToMoreThanEverything() {
        int one = budget("80", near(500, "80"), near(500, "50")).allowance();
        int other = budget("50", near(500, "80"), near(500, "80")).allowance();

        assertThat(one + one + other).isLessThanOrEqualTo(37);
    }

    @Test
    void otherNamespacesMakeItNoSmaller() {
        assertThat(budget("80", new Neighbour(false, 500, new BigDecimal("100"))).allowance())
                .isEqualTo(29);
    }

    @Test
    void aServerThatReservesEverythingLeavesNothing() {
        assertThat(
                        new ConnectionBudget(
                                        PoolFixture.server(3, 3), new BigDecimal("80"), List.of())
                                .allowance())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replicas: 3                                                              |    | 3  | 1
                    selector: {}                                                             |    | 1  | 1
                    replicas: 3                                                              | 12 | 12 | 3
                    replicas: 0                                                              |    | 0  | 0
                    'replicas: 3, strategy: {type: Recreate}'                                |    | 3  | 0
                    'replicas: 3, strategy: {rollingUpdate: {maxSurge: 0}}'                  |    | 3  | 0
                    'replicas: 3, strategy: {rollingUpdate: {maxSurge: 2}}'                  |    | 3  | 2
                    'replicas: 10, strategy: {rollingUpdate: {maxSurge: 25%}}'               |    | 10 | 3
                    'replicas: 3, strategy: {type: RollingUpdate}'                           |    | 3  | 1
                    """)
    void podsAreCountedAtTheirMost(String spec, Integer autoscaler, int replicas, int surge) {
        Deployment deployment = Serialization.unmarshal("spec: {" + spec + "}", Deployment.class);

        MostPods pods =
                MostPods.of(
                        deployment,
                        autoscaler == null ? OptionalInt.empty() : OptionalInt.of(autoscaler));

        assertThat(pods).isEqualTo(new MostPods(replicas, autoscaler != null, surge));
    }

    private static Neighbour near(int demand, String share) {
        return new Neighbour(true, demand, new BigDecimal(share));
    }

    private static ConnectionBudget budget(String share, Neighbour... neighbours) {
        return new ConnectionBudget(
                PoolFixture.server(40, 3), new BigDecimal(share), List.of(neighbours));
    }
}
