package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.metrics.PatchMeters;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Plan;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.status.Known;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.status.StatusBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries a plan out. What is about to be done is in the status before it is done, and the finalizer before both: a process killed
 * in between finds its own intentions, and a policy deleted in between is released.
 */
@ApplicationScoped
class Enforcer {

    private final WorkloadApplier applier;
    private final Releaser releaser;
    private final StatusWriter statuses;
    private final RolloutSlots slots;
    private final PatchMeters meters;
    private final Rehearsal rehearsal;
    private final ChangeEvents events;

    Enforcer(
            WorkloadApplier applier,
            Releaser releaser,
            StatusWriter statuses,
            RolloutSlots slots,
            PatchMeters meters,
            Rehearsal rehearsal,
            ChangeEvents events) {
        this.applier = applier;
        this.releaser = releaser;
        this.statuses = statuses;
        this.slots = slots;
        this.meters = meters;
        this.rehearsal = rehearsal;
        this.events = events;
    }

    Known enforce(Pass pass, Known known, Plan plan) {
        Known rehearsed = rehearsal.rehearse(pass, known, plan.proposals());
        if (!claimSlot(pass, plan)) {
            return Rulings.with(rehearsed, Rulings.waiting(rehearsed.rulings()));
        }
        plan.releases().forEach(subject -> releaser.release(pass.namespace(), subject));
        if (plan.changes().isEmpty()) {
            return rehearsed;
        }
        Finalizers.add(pass.context());
        Known announced = writeAhead(pass, rehearsed);
        Known result = announced;
        for (Change change : plan.changes()) {
            result = Rulings.after(result, change, apply(pass, change));
        }
        return result;
    }

    private boolean claimSlot(Pass pass, Plan plan) {
        if (plan.changes().stream().noneMatch(Change::rollsOut)) {
            if (!Rulings.rollingOut(plan)) {
                slots.done(pass.uid());
            }
            return true;
        }
        return slots.claim(pass.uid(), pass.caches().policies());
    }

    private Known writeAhead(Pass pass, Known known) {
        Known ahead = Rulings.with(known, Rulings.waiting(known.rulings()));
        var status = StatusBuilder.build(ahead);
        statuses.write(pass.resource(), status);
        return Rulings.since(known, status);
    }

    private ApplyResult apply(Pass pass, Change change) {
        ApplyResult result = applier.apply(pass.namespace(), change);
        meters.patched(pass.namespace(), change.subject().kind().name(), result.getClass().getSimpleName());
        if (result instanceof ApplyResult.Applied) {
            events.applied(pass, change);
        }
        return result;
    }
}
