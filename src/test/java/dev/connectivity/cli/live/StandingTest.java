package dev.connectivity.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    @ParameterizedTest
    @CsvSource({
        "Ready, 2, True, true, Well",
        "ready, 2, True, true, Well",
        "condition=Ready, 2, True, true, Well",
        "Ready=True, 2, False, false, Findings",
        "Ready=False, 2, False, true, Well",
        "Ready=PortMismatch, 2, False, true, Well",
        "Ready, 2, Unknown, false, Undetermined",
        "Ready, 1, True, false, Undetermined",
        "Programmed, 2, True, false, Undetermined",
        "Stalled=False, 2, True, true, Well"
    })
    void itIsMetOnceTheNewestGenerationIsObservedInTheCondition(
            String wanted, long observed, String status, boolean met, ExitCode otherwise) {
        Standing standing = Standing.of(policy(observed, status), "shop", Wanted.of(wanted));

        assertThat(standing.met()).isEqualTo(met);
        if (!met) {
            assertThat(standing.exitCode()).isEqualTo(otherwise);
        }
    }

    @Test
    void itSaysWhatItWaitsForAndWhatItSees() {
        assertThat(Standing.of(policy(1, "True"), "shop", Wanted.of("Ready")).sentence())
                .isEqualTo("shop: generation 2 is not observed yet");
        assertThat(Standing.of(policy(2, "False"), "shop", Wanted.of("Ready")).sentence())
                .isEqualTo("shop: Ready is False, PortMismatch: 3000 refuses.");
        assertThat(Standing.of(policy(2, "False"), "shop", Wanted.of("Ready")).ending())
                .isEqualTo("shop: Ready=True is not met");
    }

    @Test
    void aPolicyThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> Standing.of(null, "shop", Wanted.of("Ready")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no ConnectivityPolicy shop");
    }

    @Test
    void aConditionThatDoesNotExistIsAnsweredWithThoseThatDo() {
        assertThatThrownBy(() -> Wanted.of("Redy"))
                .hasMessageContaining("'Redy' is no condition", "WorkloadReachable", "Ready");
    }

    private static ConnectivityPolicy policy(long observed, String status) {
        return Serialization.unmarshal(
                """
                metadata: {name: shop, generation: 2}
                spec: {workload: {name: shop}}
                status:
                  observedGeneration: %d
                  conditions:
                  - {type: Ready, status: "%s", reason: PortMismatch, message: 3000 refuses., lastTransitionTime: "2026-01-01T12:00:00Z"}
                """
                        .formatted(observed, status),
                ConnectivityPolicy.class);
    }
}
