package dev.connectivity.testing;

import dev.connectivity.diagnose.Diagnoser;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Finding;
import java.util.List;
import java.util.Optional;

/** A diagnosis, in the words of the tests. */
public final class DiagnosisFixture {

    private DiagnosisFixture() {}

    public static Diagnosis diagnose(EvidenceFixture evidence) {
        return new Diagnoser().diagnose(evidence.build());
    }

    /** {@code path := value}, with {@code (proposed)} behind those that are not ours to make. */
    public static List<String> fixes(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .map(Finding::fix)
                .flatMap(Optional::stream)
                .map(
                        fix ->
                                "%s := %s%s"
                                        .formatted(
                                                fix.path(),
                                                fix.value(),
                                                fix.permitted() ? "" : " (proposed)"))
                .toList();
    }
}
