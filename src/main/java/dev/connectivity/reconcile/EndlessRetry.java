package dev.connectivity.reconcile;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;

/**
 * A pass that failed is repeated, ever more slowly and for ever: an API server that was away for an
 * hour must find us waiting.
 */
public class EndlessRetry extends GenericRetry {

    private static final long FIRST_MILLIS = 500;
    private static final double FACTOR = 2;
    private static final long AT_MOST_MILLIS = 30_000;

    public EndlessRetry() {
        setInitialInterval(FIRST_MILLIS);
        setIntervalMultiplier(FACTOR);
        setMaxInterval(AT_MOST_MILLIS);
        withoutMaxAttempts();
    }
}
