package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Plan;
import dev.connectivity.status.Known;
import dev.connectivity.status.StatusBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Carries a plan out. What is about to be done is in the status before it is done, and the
 * finalizer before both: a process killed in between finds its own intentions, and a policy deleted
 * in between is released.
 */
@ApplicationScoped
class Enforcer {

    private final WorkloadApplier applier;
    private final Releaser releaser;
    private final StatusWriter statuses;
    private final RolloutSlots slots;
    private final Rehearsal rehearsal;
    private final Aftermath aftermath;

    Enforcer(
            WorkloadApplier applier,
            Releaser releaser,
            StatusWriter statuses,
            RolloutSlots slots,
            Rehearsal rehearsal,
            Aftermath aftermath) {
        this.applier = applier;
        this.releaser = releaser;
        this.statuses = statuses;
        this.slots = slots;
        this.rehearsal = rehearsal;
        this.aftermath = aftermath;
    }

    Known enforce(Pass pass, Known known, Plan plan) {
        Known rehearsed = rehearsal.rehearse(pass, known, plan.proposals());
        if (!claimSlot(pass, plan)) {
            return Rulings.with(rehearsed, Rulings.waiting(rehearsed.rulings()));
        }
        if (plan.held().isEmpty() && !known.fallbacks().anyLeft()) {
            Finalizers.remove(pass.context());
        } else {
            Finalizers.add(pass.context());
        }
        plan.releases().forEach(subject -> releaser.release(pass.namespace(), subject));
        if (plan.changes().isEmpty()) {
            return rehearsed;
        }
        Known result = writeAhead(pass, rehearsed);
        for (Change change : plan.changes()) {
            ApplyResult outcome = applier.apply(pass.namespace(), change);
            aftermath.follow(pass, result.rulings(), change, outcome);
            result = Rulings.after(result, change, outcome);
        }
        return result;
    }

    private boolean claimSlot(Pass pass, Plan plan) {
        if (plan.changes().stream().anyMatch(Change::rollsOut)) {
            return slots.claim(pass.uid(), pass.caches().policies());
        }
        if (!Rulings.rollingOut(plan)) {
            slots.done(pass.uid());
        }
        return true;
    }

    private Known writeAhead(Pass pass, Known known) {
        ConnectivityPolicyStatus ahead =
                StatusBuilder.build(Rulings.with(known, Rulings.waiting(known.rulings())));
        statuses.write(pass.resource(), ahead);
        return Rulings.since(known, ahead);
    }
}
