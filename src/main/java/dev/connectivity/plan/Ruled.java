package dev.connectivity.plan;

import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import java.util.Optional;

/**
 * A ruling, and how it is carried out.
 *
 * @param byForce whether the field is taken from its holders
 */
record Ruled(Ruling ruling, boolean byForce) {

    boolean is(Decision decision) {
        return ruling.decision() == decision;
    }

    Subject subject() {
        return ruling.finding().subject();
    }

    Optional<Fix> fix() {
        return ruling.finding().fix();
    }
}
