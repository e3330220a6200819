package dev.connectivity.plan;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.RolloutStatus;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Ruling.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about findings of now.
 *
 * @param released objects that are given up in this pass, and changed in the next
 */
record FindingRulings(
        World world,
        RolloutProgress progress,
        Course course,
        Ownership ownership,
        Set<Subject> released) {

    Ruled of(Finding finding) {
        Optional<ManagedObject> object = world.object(finding.subject());
        return object.filter(it -> finding.fix().isPresent())
                .map(it -> of(finding, finding.fix().orElseThrow(), it))
                .orElseGet(() -> unfixable(finding, object.or(() -> world.policy(finding))));
    }

    private static Ruled unfixable(Finding finding, Optional<ManagedObject> object) {
        return new Ruled(
                new Ruling(
                        finding,
                        Decision.None,
                        object.flatMap(it -> PathText.read(finding.field()).flatMap(it::ownerOf)),
                        object.flatMap(ManagedObject::keptBy),
                        Optional.empty(),
                        List.of()),
                false);
    }

    private Ruled of(Finding finding, Fix fix, ManagedObject object) {
        Optional<Remembered> past = world.memory().about(object.subject(), fix.path());
        List<Instant> returns = past.map(it -> returns(it, object)).orElse(List.of());
        boolean contested = past.filter(it -> world.memory().isContested(it, returns)).isPresent();
        Claim claim = ownership.claim(object, fix);
        Decision decision = contested ? Decision.Contested : decision(object, fix, claim);
        String patch =
                fix.patch()
                        .map(PatchText::of)
                        .orElseGet(() -> PatchText.of(fix.path(), fix.value()));
        return new Ruled(
                new Ruling(
                        finding,
                        decision,
                        claim.owner().or(() -> object.ownerOf(fix.path())),
                        object.keptBy(),
                        Optional.of(patch),
                        returns),
                claim.byForce());
    }

    /** What an undo put back was not changed back by somebody else. */
    private List<Instant> returns(Remembered past, ManagedObject object) {
        return past.isInTemplate() && !(course instanceof Course.Open)
                ? past.returns()
                : world.memory().returns(past, object);
    }

    private Decision decision(ManagedObject object, Fix fix, Claim claim) {
        if (FieldTree.contains(object.live().get(fix.path()).orElse(null), fix.value())) {
            return claim.owner().filter(FieldManagers.ALIGNMENT::equals).isPresent()
                    ? Decision.Holds
                    : Decision.None;
        }
        if (!world.situation().enforces() || !fix.permitted()) {
            return Decision.Propose;
        }
        if (!claim.granted()) {
            return Decision.Conflict;
        }
        boolean template = Template.contains(object.subject(), fix.path());
        return switch (course) {
            case Course.Open ignored -> template ? templateNow(object) : unlessReleased(object);
            case Course.Closed ignored -> template ? Decision.Failed : unlessReleased(object);
            case Course.Undo ignored -> template ? Decision.Failed : Decision.Wait;
        };
    }

    private Decision unlessReleased(ManagedObject object) {
        return released.contains(object.subject()) ? Decision.Wait : Decision.Apply;
    }

    private Decision templateNow(ManagedObject object) {
        // Ours that was written down and not made, or not ended, has its slot already.
        boolean slot =
                world.situation().rules().rolloutSlotFree()
                        || world.situation()
                                .rollout()
                                .filter(it -> isUnderWay(it, object))
                                .isPresent();
        return progress.isMoving() || !slot ? Decision.Wait : unlessReleased(object);
    }

    private static boolean isUnderWay(RolloutStatus rollout, ManagedObject object) {
        return rollout.state() == RolloutState.Progressing
                && rollout.workload().equals(object.metadata().getUid());
    }
}
