package dev.connectivity.view;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.testing.KnownBuilder;
import dev.connectivity.view.PolicyView.Headline;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void allThatAnswersIsUpAndSaysNothing() {
        Told told = told(aKnown());

        assertThat(told.health()).isEqualTo(Health.Up);
        assertThat(told.headline()).isEmpty();
    }

    @Test
    void aRequiredUpstreamTakesItDown() {
        Told told = told(aKnown().upstream("api", true, down(Circuit.Closed)));

        assertThat(told.health()).isEqualTo(Health.Down);
        assertThat(told.headline().map(Headline::reason)).contains(Reason.ConnectionTimeout.name());
        assertThat(told.headline().map(Headline::remedy).orElse("")).isNotEmpty();
    }

    @Test
    void anOptionalUpstreamDegradesIt() {
        Told told = told(aKnown().upstream("chatbot", false, down(Circuit.Closed)));

        assertThat(told.health()).isEqualTo(Health.Degraded);
        assertThat(told.headline().map(Headline::reason)).contains(Reason.ConnectionTimeout.name());
    }

    @Test
    void anOpenCircuitDegradesIt() {
        assertThat(told(aKnown().upstream("chatbot", false, down(Circuit.Open))).health())
                .isEqualTo(Health.Degraded);
    }

    @Test
    void whatWasNotAskedYetIsUnknown() {
        assertThat(Told.of(Optional.empty()).health()).isEqualTo(Health.Unknown);
        assertThat(told(aKnown().upstream("api", true)).health()).isEqualTo(Health.Unknown);
    }

    @Test
    void aSpecThatIsRefusedIsUnknownAndSaysWhy() {
        Told told = told(aKnown().unreadable(Reason.InvalidSpec));

        assertThat(told.health()).isEqualTo(Health.Unknown);
        assertThat(told.headline().map(Headline::reason)).contains(Reason.InvalidSpec.name());
    }

    @Test
    void aMissingSecretDegradesIt() {
        assertThat(told(aKnown().unresolved(Reason.SecretNotFound)).health())
                .isEqualTo(Health.Degraded);
    }

    @Test
    void upAndDownTogetherIsDown() {
        assertThat(
                        told(aKnown().upstream("a", true, up())
                                        .upstream("b", true, down(Circuit.Open)))
                                .health())
                .isEqualTo(Health.Down);
    }

    private static Told told(KnownBuilder known) {
        return Told.of(Optional.of(StatusBuilder.build(known.build())));
    }
}
