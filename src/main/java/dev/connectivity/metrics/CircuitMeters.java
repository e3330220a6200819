package dev.connectivity.metrics;

import dev.connectivity.judge.Circuit;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;

/** Where each circuit stands: 1 for its state, 0 for the others. */
@ApplicationScoped
public class CircuitMeters {

    private final OwnedMeters meters;

    public CircuitMeters(OwnedMeters meters) {
        this.meters = meters;
    }

    /**
     * @param owner the policy's UID
     * @param target id of what is asked
     */
    public void stands(String owner, String target, Circuit circuit) {
        for (Circuit state : Circuit.values()) {
            Tags tags =
                    Tags.of(
                            OwnedMeters.DEPENDENCY,
                            OwnedMeters.dependency(target),
                            "state",
                            state.name());
            meters.show(
                    owner,
                    "connectivity.circuit.state",
                    "1 for the state that a circuit is in, 0 for others",
                    tags,
                    state == circuit ? 1 : 0);
        }
    }
}
