package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.ApplyResult;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.plan.Change;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.status.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Tries proposals by a dry run, each once, so that none is handed to a user which the API server
 * would refuse.
 */
@ApplicationScoped
class Rehearsal {

    private final WorkloadApplier applier;

    Rehearsal(WorkloadApplier applier) {
        this.applier = applier;
    }

    Known rehearse(Pass pass, Known known, List<Change> proposals) {
        List<Ruling> rulings = known.rulings();
        for (Change proposal : proposals) {
            if (proposal.fixes().stream().allMatch(fix -> proposedBefore(pass, proposal, fix))) {
                continue;
            }
            if (applier.dryRun(pass.namespace(), proposal)
                    instanceof ApplyResult.Rejected rejected) {
                rulings = withdraw(rulings, proposal, rejected);
            }
        }
        return Rulings.with(known, rulings);
    }

    private static boolean proposedBefore(Pass pass, Change proposal, Fix fix) {
        return pass.status().map(ConnectivityPolicyStatus::findings).orElse(List.of()).stream()
                .filter(finding -> finding.object().equals(proposal.subject().display()))
                .filter(finding -> fix.path().toString().equals(finding.field()))
                .map(FindingStatus::state)
                .anyMatch(state -> state != null);
    }

    private static List<Ruling> withdraw(
            List<Ruling> rulings, Change proposal, ApplyResult.Rejected rejected) {
        return rulings.stream()
                .map(
                        ruling ->
                                proposal.fixes().stream()
                                                .anyMatch(
                                                        fix ->
                                                                ruling.finding()
                                                                        .fix()
                                                                        .filter(fix::equals)
                                                                        .isPresent())
                                        ? withdrawn(ruling, rejected)
                                        : ruling)
                .toList();
    }

    private static Ruling withdrawn(Ruling ruling, ApplyResult.Rejected rejected) {
        Finding finding = ruling.finding();
        return new Ruling(
                new Finding(
                        Reason.PatchRejected,
                        finding.subject(),
                        finding.field(),
                        finding.observed(),
                        finding.expected(),
                        finding.message()
                                + " The API server would refuse this change: "
                                + rejected.message(),
                        Optional.empty()),
                Decision.None,
                ruling.owner(),
                ruling.keptBy(),
                Optional.empty(),
                ruling.returns());
    }
}
