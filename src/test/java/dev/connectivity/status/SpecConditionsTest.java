package dev.connectivity.status;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.assertSays;

import dev.connectivity.api.v1alpha1.Reason;
import org.junit.jupiter.api.Test;

/** What the spec and its references decide. */
class SpecConditionsTest {

    @Test
    void allIsWell() {
        assertSays(
                aKnown(),
                "Accepted True/Accepted",
                "ResolvedRefs True/Resolved",
                "Programmed True/Programmed",
                "WorkloadReachable True/Reachable",
                "UpstreamsReachable True/NotDeclared",
                "DatabaseReachable True/NotDeclared",
                "Degraded absent",
                "Reconciling absent",
                "Stalled absent",
                "Ready True/Ready");
    }

    @Test
    void aSpecThatCannotBeReadDecidesNothingElse() {
        assertSays(
                aKnown().unreadable(Reason.InvalidSpec),
                "Accepted False/InvalidSpec",
                "ResolvedRefs Unknown/Undetermined",
                "Programmed Unknown/Undetermined",
                "DatabaseReachable Unknown/Undetermined",
                "Ready False/InvalidSpec",
                "Stalled absent");
    }

    @Test
    void aLaterPolicyOfTheSameWorkloadStandsBack() {
        assertSays(
                aKnown().refused(Reason.DuplicatePolicy),
                "Accepted False/DuplicatePolicy",
                "Ready False/DuplicatePolicy");
    }

    @Test
    void aMissingSecretIsToldWhereItsDatabaseIs() {
        assertSays(
                aKnown().database().unresolved(Reason.SecretNotFound),
                "ResolvedRefs False/SecretNotFound",
                "DatabaseReachable Unknown/SecretNotFound",
                "Programmed True/Programmed",
                "Ready False/SecretNotFound");
    }

    @Test
    void withoutAWorkloadNothingCanBeLookedAt() {
        assertSays(
                aKnown().withoutDiagnosis().unresolved(Reason.WorkloadNotFound),
                "ResolvedRefs False/WorkloadNotFound",
                "Programmed Unknown/Undetermined",
                "WorkloadReachable Unknown/Undetermined",
                "Ready False/WorkloadNotFound");
    }

    @Test
    void withoutAListenerThereIsNothingToChange() {
        assertSays(
                aKnown().withoutListener(),
                "Programmed True/Programmed",
                "WorkloadReachable True/NotDeclared",
                "Ready True/Ready");
    }
}
