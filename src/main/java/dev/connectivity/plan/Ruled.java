package dev.connectivity.plan;

import dev.connectivity.diagnose.FieldPath.Step;
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

    /** Whether its fix would roll out. */
    boolean isOfTemplate() {
        return fix().filter(it -> Template.contains(subject(), it.path())).isPresent();
    }

    /** Whether its fix is an entry of the container's ports. */
    boolean onlyDocuments() {
        return fix().map(it -> it.path().steps())
                .filter(it -> it.getLast() instanceof Step.Entry)
                .filter(it -> it.get(it.size() - 2).equals(new Step.Field("ports")))
                .isPresent();
    }

    /** The same, left to the user. */
    Ruled left() {
        return new Ruled(ruling.with(Decision.Propose), byForce);
    }

    Optional<Fix> fix() {
        return ruling.finding().fix();
    }
}
