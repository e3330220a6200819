package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody does to a policy in the moment before the operator writes its status: the API
 * server makes both one, and nothing else happens after it.
 */
class OvertakenIT extends FallbackScene {

    private static final Duration QUIET = Duration.ofSeconds(5);

    private final CountDownLatch done = new CountDownLatch(1);

    @BeforeEach
    void allIsQuiet() {
        startTheOperator();
        applyPolicy(flagWithDwell("1s"));
        theUpstreamAnswers(false);
        becomes(FallbackState.Active);
        AtomicLong seen = new AtomicLong();
        await().during(QUIET)
                .atMost(SOON)
                .until(() -> seen.getAndSet(statusWrites()) == statusWrites());
    }

    @Test
    void aDeletionIsHeeded() {
        beforeTheNextStatus(() -> policy().delete());
        applyPolicy(flagWithDwell("2s"));

        await().atMost(SOON).until(() -> done.getCount() == 0 && policy().get() == null);
        assertThat(flag("chatbot")).contains("false");
    }

    @Test
    void anotherSpecIsHeeded() {
        beforeTheNextStatus(() -> applyPolicy(flagWithDwell("3s")));
        applyPolicy(flagWithDwell("2s"));

        await().atMost(SOON).until(() -> done.getCount() == 0 && isObserved(policy().get()));
    }

    private static String flagWithDwell(String dwell) {
        return "{type: Flag, flag: chatbot, dwell: %s}".formatted(dwell);
    }

    private void beforeTheNextStatus(Runnable event) {
        way.overtake(
                it -> it.startsWith("PATCH") && it.endsWith("/storefront/status"),
                () -> {
                    event.run();
                    done.countDown();
                });
    }

    private long statusWrites() {
        return way.writes("/storefront/status");
    }

    private static boolean isObserved(ConnectivityPolicy policy) {
        ConnectivityPolicyStatus status = policy.getStatus();
        return Objects.equals(status.observedGeneration(), policy.getMetadata().getGeneration());
    }
}
