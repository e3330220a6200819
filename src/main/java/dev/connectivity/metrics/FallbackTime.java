package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import java.util.Optional;

/** How one fallback stands, and how long it has been on since this process began to look. */
final class FallbackTime {

    private static final double NANOS = 1e9;

    private Optional<FallbackState> state = Optional.empty();
    private long onBefore;
    private long onSince;

    synchronized void stands(FallbackState now) {
        boolean was = isOn();
        state = Optional.of(now);
        if (isOn() && !was) {
            onSince = System.nanoTime();
        } else if (was && !isOn()) {
            onBefore += System.nanoTime() - onSince;
        }
    }

    /** None is declared; one that is again begins anew. */
    synchronized void ends() {
        state = Optional.empty();
        onBefore = 0;
    }

    /** Empty where none is declared. */
    synchronized Optional<FallbackState> state() {
        return state;
    }

    synchronized double secondsOn() {
        return (onBefore + (isOn() ? System.nanoTime() - onSince : 0)) / NANOS;
    }

    private boolean isOn() {
        return state.filter(it -> it != FallbackState.Inactive).isPresent();
    }
}
