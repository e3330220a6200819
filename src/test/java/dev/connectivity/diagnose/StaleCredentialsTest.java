package dev.connectivity.diagnose;

import static dev.connectivity.testing.PodFixture.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.StaleCredentials.Seen;
import dev.connectivity.judge.Breaker;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.testing.ContainerFixture;
import dev.connectivity.testing.EvidenceFixture;
import dev.connectivity.testing.Policies;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaleCredentialsTest {

    private static final Instant NOW = EvidenceFixture.NOW;
    private static final Instant CHANGED = NOW.minusSeconds(30);
    private static final Instant BEFORE = CHANGED.minusSeconds(600);
    private static final Policy POLICY =
            Policies.read(
                    "workload: {name: storefront}, secrets: [db], database: {engine: PostgreSQL,"
                            + " url: {secret: db, key: URL}}");

    @Test
    void podsThatReadTheSecretBeforeItsRefusedLoginWasReplacedAreNamed() {
        Optional<Finding> finding =
                find(
                        Reason.DatabaseAuthenticationFailed,
                        reading(pod("b", BEFORE)),
                        reading(pod("a", BEFORE)),
                        reading(pod("new", CHANGED.plusSeconds(5))));

        assertThat(finding).isPresent();
        assertThat(finding.get().reason()).isEqualTo(Reason.DatabaseCredentialsStale);
        assertThat(finding.get().message())
                .startsWith("Pods a, b read key URL of Secret db before it changed")
                .contains("kubectl -n shop rollout restart deployment storefront");
    }

    @Test
    void whereTheOldLoginWasNeverRefusedNothingIsClaimed() {
        assertThat(find(Reason.ConnectionTimeout, reading(pod("a", BEFORE)))).isEmpty();
        assertThat(
                        StaleCredentials.find(
                                new Seen(
                                        POLICY,
                                        List.of(reading(pod("a", BEFORE))),
                                        "app",
                                        Optional.of(Verdict.unknown(NOW)),
                                        Map.of("db", CHANGED))))
                .isEmpty();
    }

    @Test
    void podsThatDoNotReadItIntoTheirEnvironmentAreNotNamed() {
        assertThat(find(Reason.DatabaseAuthenticationFailed, pod("a", BEFORE))).isEmpty();
    }

    @Test
    void aSecretThatChangedAfterTheLoginWorkedAgainWasNotTheCause() {
        assertThat(
                        StaleCredentials.find(
                                new Seen(
                                        POLICY,
                                        List.of(reading(pod("a", BEFORE))),
                                        "app",
                                        Optional.of(recovered(Reason.DatabaseAuthenticationFailed)),
                                        Map.of("db", NOW.plusSeconds(60)))))
                .isEmpty();
    }

    private static Optional<Finding> find(Reason incident, Pod... pods) {
        return StaleCredentials.find(
                new Seen(
                        POLICY,
                        List.of(pods),
                        "app",
                        Optional.of(recovered(incident)),
                        Map.of("db", CHANGED)));
    }

    private static Verdict recovered(Reason reason) {
        return new Verdict(
                Verdict.State.Up,
                Reason.Reachable,
                "",
                NOW,
                0,
                1,
                Breaker.closed(NOW),
                Optional.empty(),
                Optional.of(new Incident(reason, BEFORE, BEFORE, Optional.of(NOW))),
                Optional.empty(),
                Verdict.unknown(NOW).history(),
                Optional.empty());
    }

    private static Pod pod(String name, Instant started) {
        return aPod(name).startedAt(started).build(ContainerFixture.aContainer().build());
    }

    private static Pod reading(Pod pod) {
        return new PodBuilder(pod)
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("DATABASE_URL")
                .withNewValueFrom()
                .withNewSecretKeyRef("URL", "db", false)
                .endValueFrom()
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }
}
