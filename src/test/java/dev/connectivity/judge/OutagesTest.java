package dev.connectivity.judge;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Outages.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void aWorkloadThatWasNeverReachableIsNotLost() {
        Outages outages = Outages.NONE.after(no(0)).after(no(10));

        assertThat(outages.workload()).isEmpty();
        assertThat(outages.system()).isEmpty();
    }

    @Test
    void aWorkloadIsLostFromItsFirstFailedAttemptUntilItAnswers() {
        Outages lost = Outages.NONE.after(yes(0)).after(no(10)).after(no(20));

        assertThat(lost.workload())
                .contains(new Incident(Reason.PortMismatch, at(9), at(10), Optional.empty()));
        assertThat(lost.after(yes(30)).after(yes(40)).workload())
                .contains(new Incident(Reason.PortMismatch, at(9), at(10), Optional.of(at(30))));
    }

    @Test
    void notToKnowIsNeitherLossNorReturn() {
        Outages lost = Outages.NONE.after(yes(0)).after(no(10)).after(unknown(20));
        assertThat(lost.workload().orElseThrow().recovered()).isEmpty();

        Outages well = Outages.NONE.after(yes(0)).after(unknown(10));
        assertThat(well.workload()).isEmpty();
        assertThat(well.after(no(20)).workload()).isPresent();
    }

    @Test
    void theSystemIsLostFromTheFirstLossUntilAllIsBack() {
        Incident database = new Incident(Reason.ConnectionRefused, at(5), at(6), Optional.empty());
        Outages both =
                Outages.NONE
                        .after(yes(0))
                        .after(seen(Optional.of(true), 6, List.of(database)))
                        .after(seen(Optional.of(false), 20, List.of(database)));

        Outages half = both.after(seen(Optional.of(false), 40, List.of()));
        assertThat(half.system().orElseThrow().recovered()).isEmpty();

        assertThat(half.after(yes(70)).system())
                .contains(
                        new Incident(Reason.ConnectionRefused, at(5), at(6), Optional.of(at(70))));
    }

    @Test
    void theNextLossIsAnotherOne() {
        Outages outages = Outages.NONE.after(yes(0)).after(no(10)).after(yes(20)).after(no(100));

        assertThat(outages.system().orElseThrow().began()).isEqualTo(at(99));
        assertThat(outages.workload().orElseThrow().recovered()).isEmpty();
    }

    private static Seen yes(int second) {
        return seen(Optional.of(true), second, List.of());
    }

    private static Seen no(int second) {
        return seen(Optional.of(false), second, List.of());
    }

    private static Seen unknown(int second) {
        return seen(Optional.empty(), second, List.of());
    }

    private static Seen seen(Optional<Boolean> answers, int second, List<Incident> lost) {
        return new Seen(answers, Reason.PortMismatch, at(second - 1), lost, at(second));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
