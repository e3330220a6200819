package dev.connectivity.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryOutOfReachTest {

    private static final String WORKLOAD = "workload: {name: storefront}, listener: {port: 3001}";
    private static final String DATABASE =
            "secrets: [db], database: {engine: PostgreSQL, url: {secret: db, key: URL}, probe: %s}";

    @Test
    void theDefaultsCanBeKept() {
        assertThat(found(database("{}"))).isEmpty();
    }

    @Test
    void aDatabaseMayBeSeenLostTooLate() {
        assertThat(found(database("{interval: 20s, timeout: 5s}")))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.reason()).isEqualTo(Reason.RecoveryUnachievable);
                            assertThat(it.field()).isEqualTo("spec.objectives.recovery.database");
                            assertThat(it.message())
                                    .isEqualTo(
                                            "spec.objectives.recovery.database is 30s, and the"
                                                + " policy's own settings add up to 32s: database:"
                                                + " interval 20s + 2 x timeout 5s + 2s until it is"
                                                + " confirmed. Shorten these, or allow at least"
                                                + " 32s.");
                        });
    }

    @Test
    void exactlyAsLongAsAllowedIsSoonEnough() {
        assertThat(found(database("{interval: 18s, timeout: 5s}"))).isEmpty();
        assertThat(found(database("{interval: 18s, timeout: 5001ms}"))).hasSize(1);
    }

    @Test
    void whatIsAllowedIsThePolicysOwn() {
        assertThat(
                        found(
                                database("{interval: 20s, timeout: 5s}")
                                        + ", objectives: {recovery: {database: 32s}}"))
                .isEmpty();
        assertThat(found(database("{}") + ", objectives: {recovery: {database: 21s}}")).hasSize(1);
    }

    @Test
    void aServiceTakesUntilTheKubeletActsAndTheProcessHasStarted() {
        String health =
                ", health: {readiness: {period: 5s, timeout: 2s, failures: 2}, startup: {budget:"
                        + " %s}}";

        assertThat(found(WORKLOAD + health.formatted("48s"))).isEmpty();
        assertThat(found(WORKLOAD + health.formatted("49s")))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo(
                        "spec.objectives.recovery.service is 1m, and the policy's own settings add"
                            + " up to 1m1s: health.readiness: period 5s x failures 2 + timeout 2s +"
                            + " health.startup.budget 49s. Shorten these, or allow at least 1m1s.");
    }

    @Test
    void theSlowerProbeDecides() {
        String health =
                ", health: {readiness: {period: 5s, timeout: 2s, failures: 2}, liveness: {period:"
                        + " 10s, timeout: 2s, failures: 3}, startup: {budget: 48s}}";

        assertThat(found(WORKLOAD + health))
                .singleElement()
                .satisfies(it -> assertThat(it.expected()).isEqualTo("1m20s"));
    }

    @Test
    void aSystemIsBackWhenTheSlowestDependencyAndTheServiceAreAndARolloutIsThrough() {
        String all =
                WORKLOAD
                        + ", upstreams: [{name: chat, url: 'http://chat.test', probe: {interval:"
                        + " 60s, timeout: 10s}}, {name: fonts, url: 'http://fonts.test',"
                        + " importance: Optional, probe: {interval: 1h}}],"
                        + " health: {readiness: {period: 5s, timeout: 2s, failures: 2}, startup:"
                        + " {budget: 48s}}, objectives: {recovery: {system: %s}}";

        // 60 + 20 + 2, 12 + 48, 48
        assertThat(found(all.formatted("190s"))).isEmpty();
        assertThat(found(all.formatted("189s")))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.message())
                                        .contains("upstream chat: interval 1m + 2 x timeout 10s")
                                        .contains("+ the same in a rollout 48s"));
    }

    @Test
    void whatIsDeclaredNowhereTakesNoTime() {
        assertThat(found(WORKLOAD)).isEmpty();
    }

    private static String database(String probe) {
        return WORKLOAD + ", " + DATABASE.formatted(probe);
    }

    private static List<Finding> found(String spec) {
        return RecoveryOutOfReach.find(Policies.read(spec));
    }
}
