package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectivity.e2e.Requests.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Two replicas, and never two writers, in all the tests before: leaders deleted and killed among
 * them. Only the cluster of this repository keeps the record.
 */
@Order(Integer.MAX_VALUE - 1)
class WritersE2E {

    @BeforeEach
    void thereIsARecord() {
        assumeThat(System.getenv("CLUSTER")).isIn(null, "testbed");
    }

    @Test
    void onlyThePodThatLastWroteTheLeaseWritesAnythingElse() {
        List<Write> writes = Requests.ofTestbed().writes();
        List<Write> byOthers = new ArrayList<>();
        Optional<String> holder = Optional.empty();
        for (Write write : writes) {
            if (write.isOfLease()) {
                holder = Optional.of(write.pod());
            } else if (holder.filter(write.pod()::equals).isEmpty()) {
                byOthers.add(write);
            }
        }
        assertThat(writes).anyMatch(write -> !write.isOfLease());
        assertThat(byOthers).isEmpty();
    }
}
