package dev.connectivity.status;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.condition;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.expiring;
import static dev.connectivity.testing.StatusFixtures.said;
import static dev.connectivity.testing.StatusFixtures.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Restored;
import dev.connectivity.judge.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencyFindingsTest {

    private static final Common SERVER =
            new Common(Common.Kind.NameServer, "10.96.0.10", Reason.ConnectionTimeout, 10);

    private final ConnectivityPolicyStatus shared =
            StatusBuilder.build(
                    aKnown().upstream("a", true, failing())
                            .upstream("b", true, failing())
                            .upstream("c", true, down(Circuit.Closed))
                            .build());

    @Test
    void whatManyFailOnIsOneFindingAndTheSummary() {
        assertThat(shared.findings())
                .extracting(FindingStatus::object)
                .containsExactly("NameServer/10.96.0.10");
        assertThat(shared.summary().finding()).isEqualTo("ConnectionTimeout NameServer/10.96.0.10");
    }

    @Test
    void eachSaysThatItIsOneOfMany() {
        DependencyStatus first = shared.upstreams().getFirst();
        assertThat(first.cause()).isEqualTo("NameServer/10.96.0.10");
        assertThat(first.message())
                .isEqualTo("10.0.0.9:443; one of 10 or more that fail on name server 10.96.0.10");
        assertThat(shared.upstreams().getLast().cause()).isNull();
    }

    @Test
    void theConditionNamesThoseTogether() {
        assertThat(condition(shared, "UpstreamsReachable").orElseThrow().getMessage())
                .isEqualTo(
                        "a, b: ConnectionTimeout on name server 10.96.0.10, with others."
                                + " c fails: ConnectionTimeout (10.0.0.9:443).");
    }

    @Test
    void aRestartReadsTheSame() {
        Verdict restored = Restored.upstreams(shared, NOON).get("a");
        assertThat(restored.common()).contains(SERVER);
        assertThat(restored.detail()).isEqualTo("10.0.0.9:443");
        assertThat(restored.told().detail()).isEqualTo(shared.upstreams().getFirst().message());
    }

    @Test
    void aCertificateThatEndsSoonIsAFindingAndLeavesTheConditionTrue() {
        var status = StatusBuilder.build(aKnown().upstream("a", true, expiring()).build());
        assertThat(said(status, "UpstreamsReachable")).isEqualTo("True/Reachable");
        assertThat(condition(status, "UpstreamsReachable").orElseThrow().getMessage())
                .isEqualTo(
                        "Every required upstream answers. a: TLSCertificateExpiringSoon (its"
                                + " certificate ends at 2026-03-10T08:30:00Z).");
        assertThat(status.upstreams().getFirst().state()).isEqualTo(DependencyStatus.State.Up);
        assertThat(status.upstreams().getFirst().reason())
                .isEqualTo(Reason.TLSCertificateExpiringSoon);
        assertThat(status.findings())
                .extracting(FindingStatus::object)
                .containsExactly("Upstream/a");
    }

    @Test
    void oneThatAnswersHasNoFinding() {
        assertThat(StatusBuilder.build(aKnown().upstream("a", true, up()).build()).findings())
                .isNull();
    }

    private static Verdict failing() {
        return down(Circuit.Closed).failingOn(Optional.of(SERVER));
    }
}
