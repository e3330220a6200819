package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.History.Past;
import dev.connectivity.plan.Ownership.Right;
import dev.connectivity.plan.Ruling.Decision;
import java.util.Optional;

/** What may be done about one finding, as far as its field alone tells; whether a rollout must wait is decided for all together. */
record RulingMaker(boolean mayChange, Ownership ownership, History history) {

    static RulingMaker of(Situation situation) {
        return new RulingMaker(
                situation.rules().enforce()
                        && situation.policy().mode() == Mode.Enforce
                        && !situation.policy().suspended(),
                new Ownership(situation.policy().onConflict(), situation.rules().oneShotManagers()),
                new History(
                        situation.before(),
                        situation.policy().generation() > situation.observedGeneration(),
                        situation.now()));
    }

    Ruling rule(Finding finding, Optional<Holding> object) {
        Past past = history.past(finding);
        Optional<String> owner =
                finding.fix().flatMap(fix -> object.flatMap(known -> ownership.owner(known, fix.path())));
        return new Ruling(
                finding,
                decide(finding, object, past),
                owner,
                finding.fix().map(PatchText::of),
                past.returns());
    }

    private Decision decide(Finding finding, Optional<Holding> object, Past past) {
        if (finding.fix().isEmpty() || object.isEmpty()) {
            return Decision.None;
        }
        Fix fix = finding.fix().get();
        if (!fix.permitted() || !mayChange) {
            return Decision.Propose;
        }
        if (past.contested()) {
            return Decision.Contested;
        }
        return ownership.over(object.get(), fix.path()) == Right.Leave ? Decision.Conflict : Decision.Apply;
    }

    /** Whether fields of others have to be taken. */
    boolean takes(Holding object, Fix fix) {
        return ownership.over(object, fix.path()) == Right.Take;
    }
}
