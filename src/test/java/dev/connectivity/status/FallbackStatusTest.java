package dev.connectivity.status;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.KnownBuilder.aKnown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.fallback.Fallbacks;
import dev.connectivity.fallback.Fallbacks.Trouble;
import dev.connectivity.fallback.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FallbackStatusTest {

    private static final Standing ON = new Standing(FallbackState.Active, NOON, List.of(NOON));

    @Test
    void whatIsWrittenIsReadBackAlike() {
        FallbackStatus written = status(ON).upstreams().getFirst().fallback();

        assertThat(written)
                .isEqualTo(
                        new FallbackStatus(
                                FallbackState.Active,
                                "2026-03-01T12:00:00Z",
                                List.of("2026-03-01T12:00:00Z")));
        assertThat(Standing.of(written)).contains(ON);
    }

    @Test
    void aTimeThatIsNotOursIsNoMemory() {
        assertThat(Standing.of(new FallbackStatus(FallbackState.Active, "noon", null))).isEmpty();
    }

    @Test
    void whileOneIsOnTheWorkloadIsDegradedAndSaysSinceWhen() {
        assertThat(status(ON).conditions())
                .filteredOn(it -> it.getType().equals("Degraded"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.getReason()).isEqualTo("FallbackActive");
                            assertThat(it.getMessage())
                                    .isEqualTo(
                                            "The fallback has the place of chat (since"
                                                    + " 2026-03-01T12:00:00Z).");
                        });
        assertThat(status(new Standing(FallbackState.Inactive, NOON, List.of())).conditions())
                .noneMatch(it -> it.getType().equals("Degraded"));
    }

    @Test
    void whatStandsInItsWayIsAFinding() {
        ConnectivityPolicyStatus told =
                StatusBuilder.build(
                        aKnown().upstream("chat", false)
                                .fallbacks(
                                        new Fallbacks(
                                                Map.of(),
                                                List.of(
                                                        new Trouble(
                                                                "chat",
                                                                Reason.FallbackUnavailable,
                                                                "Mend it.")),
                                                Optional.empty(),
                                                false))
                                .build());

        assertThat(told.findings())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.reason()).isEqualTo(Reason.FallbackUnavailable);
                            assertThat(it.object()).isEqualTo("Upstream/chat");
                            assertThat(it.message()).isEqualTo("Mend it.");
                        });
    }

    private static ConnectivityPolicyStatus status(Standing standing) {
        return StatusBuilder.build(
                aKnown().upstream("chat", false)
                        .fallbacks(
                                new Fallbacks(
                                        Map.of("chat", standing),
                                        List.of(),
                                        Optional.empty(),
                                        false))
                        .build());
    }
}
