package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.knowing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.CircuitState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final Duration WARNING = Duration.ofHours(336);
    private static final Instant SOON = Instant.parse("2026-03-10T08:30:00Z");
    private static final Instant LATER = Instant.parse("2026-06-10T08:30:00Z");

    private Verdict verdict = Verdict.unknown(NOON);

    @Test
    void oneThatEndsWithinTheWarningIsToldWhileItsOwnerIsUp() {
        see(SOON);
        assertThat(verdict.told().state()).isEqualTo(State.Up);
        assertThat(verdict.told().reason()).isEqualTo(Reason.TLSCertificateExpiringSoon);
        assertThat(verdict.told().detail())
                .isEqualTo("its certificate ends at 2026-03-10T08:30:00Z");
    }

    @Test
    void oneThatEndsLaterIsNot() {
        see(LATER);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    @Test
    void aWarningOfZeroWantsNone() {
        verdict = Judge.judge(verdict, showing(SOON), aPacing(), Duration.ZERO);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    @Test
    void aFailureIsToldBeforeIt() {
        see(SOON);
        fail();
        fail();
        assertThat(verdict.told().reason()).isEqualTo(Reason.ConnectionRefused);
        assertThat(verdict.history().expiry()).isPresent();
        see(SOON);
        assertThat(verdict.told().reason()).isEqualTo(Reason.TLSCertificateExpiringSoon);
    }

    @Test
    void membersOfAPoolOfWhichSomeAreRenewedRewriteNothing() {
        see(SOON);
        Verdict first = verdict;
        for (int i = 0; i < 20; i++) {
            see(i % 3 == 0 ? SOON : LATER);
            assertThat(verdict.readsAs(first)).isTrue();
        }
    }

    @Test
    void ofSeveralTheFirstToEndCounts() {
        see(SOON.plusSeconds(3600));
        see(SOON);
        see(SOON.plusSeconds(3600));
        assertThat(verdict.told().detail()).endsWith("2026-03-10T08:30:00Z");
    }

    @Test
    void onceTenInARowAreRenewedItIsOver() {
        see(SOON);
        for (int i = 0; i < 9; i++) {
            see(LATER);
        }
        assertThat(verdict.told().reason()).isEqualTo(Reason.TLSCertificateExpiringSoon);
        see(LATER);
        assertThat(verdict.told().reason()).isEqualTo(Reason.Reachable);
    }

    @Test
    void aRestartForgetsNothing() {
        see(SOON);
        Verdict restored =
                Restored.from(
                        new DependencyStatus(
                                "chatbot",
                                DependencyStatus.State.Up,
                                CircuitState.Closed,
                                verdict.told().reason(),
                                verdict.told().detail(),
                                verdict.since().toString()),
                        Optional.empty(),
                        NOON);
        assertThat(restored.readsAs(verdict)).isTrue();
        assertThat(restored.reason()).isEqualTo(Reason.Reachable);
    }

    private void see(Instant end) {
        verdict = Judge.judge(verdict, showing(end), aPacing(), WARNING);
    }

    private void fail() {
        verdict = Judge.judge(verdict, failed(NOON, Reason.ConnectionRefused), aPacing(), WARNING);
    }

    private static Observation showing(Instant end) {
        return knowing(answered(NOON), new Fact.CertificateExpiry(end));
    }
}
