package dev.connectivity.reconcile;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static dev.connectivity.testing.StatusFixtures.down;
import static dev.connectivity.testing.StatusFixtures.expiring;
import static dev.connectivity.testing.StatusFixtures.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder.Entry;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Verdict;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.testing.KnownBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencyEventsTest {

    private static final Common HOST =
            new Common(Common.Kind.Host, "db-1", Reason.ConnectionTimeout, 3);

    @Test
    void thoseThatFailTogetherAreToldOnce() {
        var before = status(aKnown().upstream("a", true, up()).upstream("b", true, up()));
        var after = status(aKnown().upstream("a", true, shared()).upstream("b", true, shared()));
        assertThat(tell(before, after))
                .containsExactly(
                        "ConnectionTimeout: 3 or more dependencies fail on host db-1, of this"
                                + " policy or others. Look at that host, and the way to it, before"
                                + " each dependency.");
        assertThat(tell(after, after)).isEmpty();
        assertThat(tell(after, before))
                .containsExactly("Recovered: Host/db-1 no longer fails many");
    }

    @Test
    void moreOfThemAreNothingNew() {
        var before = status(aKnown().upstream("a", true, shared()).upstream("b", true, up()));
        Common more = new Common(HOST.kind(), HOST.name(), HOST.reason(), 10);
        Verdict one = down(Circuit.Closed).failingOn(Optional.of(more));
        var after = status(aKnown().upstream("a", true, one).upstream("b", true, one));
        assertThat(tell(before, after)).isEmpty();
    }

    @Test
    void oneThatFailsByItselfIsTold() {
        var before = status(aKnown().upstream("a", true, shared()).upstream("b", true, up()));
        var after =
                status(
                        aKnown().upstream("a", true, shared())
                                .upstream("b", true, down(Circuit.Closed)));
        assertThat(tell(before, after))
                .containsExactly("ConnectionTimeout: b is down: 10.0.0.9:443");
    }

    @Test
    void aCertificateThatEndsSoonIsToldOnce() {
        var before = status(aKnown().upstream("a", true, up()));
        var after = status(aKnown().upstream("a", true, expiring()));
        assertThat(tell(before, after))
                .containsExactly(
                        "TLSCertificateExpiringSoon: A certificate that Upstream/a shows ends at"
                                + " 2026-03-10T08:30:00Z. Have it renewed before.");
        assertThat(tell(after, after)).isEmpty();
        assertThat(tell(after, before)).isEmpty();
    }

    private static Verdict shared() {
        return down(Circuit.Closed).failingOn(Optional.of(HOST));
    }

    private static ConnectivityPolicyStatus status(KnownBuilder known) {
        return StatusBuilder.build(known.build());
    }

    private static List<String> tell(
            ConnectivityPolicyStatus before, ConnectivityPolicyStatus after) {
        return DependencyEvents.tell(Optional.of(before), after).stream()
                .map(DependencyEventsTest::text)
                .toList();
    }

    private static String text(Entry entry) {
        return entry.reason() + ": " + entry.note();
    }
}
