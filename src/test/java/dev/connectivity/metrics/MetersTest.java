package dev.connectivity.metrics;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.knowing;
import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.CorrelationMeters.Label;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.testing.JudgeFixtures;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetersTest extends MetersScene {

    @Test
    void anAttemptIsCountedByItsOutcomeAndReason() {
        ask("upstream/chatbot", new Outcome.Answered());
        ask("upstream/chatbot", new Outcome.Failed(Reason.ConnectionTimeout, "10.0.0.9:443"));
        ask("upstream/chatbot", new Outcome.Failed(Reason.ConnectionTimeout, "10.0.0.9:443"));
        assertThat(attempts("upstream/chatbot", "answered", "Reachable")).isEqualTo(1);
        assertThat(attempts("upstream/chatbot", "failed", "ConnectionTimeout")).isEqualTo(2);
    }

    @Test
    void howLateAttemptsAreBegunIsExported() {
        Observation answer = ended(new Outcome.Answered());
        probes.asked("uid-1", aTarget("database"), answer, Duration.ofMillis(250));
        assertThat(value("connectivity_probe_lateness_seconds_count")).isEqualTo(1);
        assertThat(value("connectivity_probe_lateness_seconds_sum")).isEqualTo(0.25);
    }

    @Test
    void beingAskedTooOftenIsCountedApart() {
        ask("upstream/chatbot", new Outcome.Failed(Reason.RateLimited, "429"));
        assertThat(attempts("upstream/chatbot", "limited", "RateLimited")).isEqualTo(1);
        assertThat(scraped()).noneMatch(line -> line.contains("outcome=\"failed\""));
    }

    @Test
    void repeatsAreNotCountedAmongFirstAttempts() {
        Verdict verdict = Verdict.unknown(NOON);
        for (Observation observation :
                List.of(
                        failed(NOON, Reason.ConnectionRefused),
                        failed(NOON.plusSeconds(1), Reason.ConnectionRefused),
                        answered(NOON.plusSeconds(3)),
                        answered(NOON.plusSeconds(10)))) {
            verdict = Judge.judge(verdict, observation, aPacing());
            verdicts.judged("uid-1", "database", observation, verdict);
        }
        String first = "connectivity_probe_first_attempts_total";
        assertThat(value(first, "dependency=\"database\"", "outcome=\"failed\"")).isEqualTo(1);
        assertThat(value(first, "dependency=\"database\"", "outcome=\"answered\"")).isEqualTo(1);
    }

    @Test
    void eachPhaseIsTimedByItsProtocolAndSummedByItsDependency() {
        ask("database", new Outcome.Answered());
        ask("upstream/chatbot", new Outcome.Answered());
        String histogram = "connectivity_probe_phase_seconds_";
        String connect = "protocol=\"tcp\",phase=\"connect\"";
        assertThat(value(histogram + "bucket", connect, "le=\"0.005\"")).isZero();
        assertThat(value(histogram + "bucket", connect, "le=\"0.01\"")).isEqualTo(2);
        assertThat(value(histogram + "bucket", connect, "le=\"+Inf\"")).isEqualTo(2);
        assertThat(value(histogram + "count", connect)).isEqualTo(2);
        assertThat(value(histogram + "sum", connect)).isEqualTo(0.014);
        assertThat(
                        value(
                                "connectivity_probe_phase_time_seconds_total",
                                "dependency=\"database\"",
                                "phase=\"connect\""))
                .isEqualTo(0.007);
    }

    @Test
    void theEndOfACertificateIsShown() {
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        probes.asked(
                "uid-1",
                aTarget("upstream/chatbot"),
                knowing(ended(new Outcome.Answered()), new Fact.CertificateExpiry(end)),
                Duration.ZERO);
        assertThat(value("connectivity_certificate_not_after_timestamp_seconds", "chatbot"))
                .isEqualTo(end.getEpochSecond());

        probes.asked(
                "uid-1", aTarget("upstream/chatbot"), JudgeFixtures.answered(end), Duration.ZERO);
        assertThat(scraped())
                .as("asked without TLS by now")
                .noneMatch(line -> line.startsWith("connectivity_certificate_not_after"));
    }

    @Test
    void numbersOfOtherPartsAreShownUntilTheirDependencyIsTakenOut() {
        owned.show("uid-1", "connectivity.pool.used", "Used", Tags.of("dependency", "database"), 3);
        owned.show("uid-1", "connectivity.pool.used", "Used", Tags.of("dependency", "database"), 4);
        owned.count("uid-1", "connectivity.pool.seen", "Seen", Tags.of("dependency", "database"));
        owned.count("uid-1", "connectivity.pool.seen", "Seen", Tags.of("dependency", "other"));
        assertThat(value("connectivity_pool_used", "dependency=\"database\"")).isEqualTo(4);
        assertThat(value("connectivity_pool_seen_total", "dependency=\"database\"")).isEqualTo(1);
        owned.keep("uid-1", "shop", "storefront", Set.of("upstream/chatbot"));
        assertThat(scraped()).noneMatch(line -> line.startsWith("connectivity_pool_"));
    }

    @Test
    void whatManyFailOnIsCountedByItsKindAndReasonAndGoesWithIt() {
        CorrelationMeters correlated = new CorrelationMeters(registry);
        Label label = new Label(Common.Kind.NameServer, Reason.DNSServerFailure);
        correlated.fail(Map.of(label, 20));
        assertThat(value("connectivity_correlated_failures", "kind=\"NameServer\"")).isEqualTo(20);
        correlated.fail(Map.of());
        assertThat(scraped()).noneMatch(line -> line.startsWith("connectivity_correlated"));
    }

    @Test
    void eachFamilyOfANameIsCountedApart() {
        familyTried(Fact.Family.IPv4, new Fact.Tried.Connected());
        familyTried(Fact.Family.IPv6, new Fact.Tried.Failed(Reason.ConnectionTimeout));
        familyTried(Fact.Family.IPv6, new Fact.Tried.NotTried());
        assertThat(family("ipv4", "answered", "Reachable")).isEqualTo(1);
        assertThat(family("ipv6", "failed", "ConnectionTimeout")).isEqualTo(1);
        assertThat(family("ipv6", "not_tried", "NetworkUnreachable")).isEqualTo(1);
    }

    @Test
    void podsShareOneLabelSinceTheyComeAndGo() {
        ask("pod/web-1:3001", new Outcome.Answered());
        ask("pod/web-2:3001", new Outcome.Answered());
        assertThat(attempts("pod", "answered", "Reachable")).isEqualTo(2);
    }

    @Test
    void aCircuitIsInOneState() {
        verdicts.stands("uid-1", "database", Circuit.Open);
        verdicts.stands("uid-1", "database", Circuit.HalfOpen);
        assertThat(state("Open")).isZero();
        assertThat(state("HalfOpen")).isEqualTo(1);
        assertThat(state("Closed")).isZero();
    }

    @Test
    void aConditionHasOneStatusAndAnAbsentOneNone() {
        tell("Degraded", "True");
        assertThat(condition("Degraded", "True")).isEqualTo(1);
        conditions.told("uid-1", List.of());
        assertThat(condition("Degraded", "True")).isZero();
        tell("Ready", "Unknown");
        assertThat(condition("Ready", "Unknown")).isEqualTo(1);
        assertThat(condition("Ready", "True")).isZero();
    }

    @Test
    void aFallbackShowsItsStateAndForHowLongItIsOn() {
        FallbackMeters fallbacks = new FallbackMeters(owned);
        String seconds = "connectivity_fallback_active_seconds_total";
        String chatbot = "dependency=\"upstream/chatbot\"";
        assertThat(scraped()).noneMatch(line -> line.startsWith("connectivity_fallback_"));
        fallbacks.stands("uid-1", "chatbot", FallbackState.Inactive);
        assertThat(value("connectivity_fallback_state", chatbot, "state=\"Inactive\""))
                .isEqualTo(1);
        assertThat(value(seconds, chatbot)).isZero();
        fallbacks.stands("uid-1", "chatbot", FallbackState.Active);
        await().until(() -> value(seconds, chatbot) > 0.01);
        fallbacks.stands("uid-1", "chatbot", FallbackState.Inactive);
        double on = value(seconds, chatbot);
        assertThat(value(seconds, chatbot)).isEqualTo(on);
        assertThat(value("connectivity_fallback_state", chatbot, "state=\"Active\"")).isZero();
        fallbacks.none("uid-1", "chatbot");
        assertThat(scraped()).noneMatch(line -> line.startsWith("connectivity_fallback_"));
    }

    @Test
    void aPolicysMetersEndWithIt() {
        useAll();
        owned.forget("uid-1");
        assertThat(scraped()).noneMatch(MetersTest::ofAPolicy);
    }

    @Test
    void anAnswerAfterThePolicysEndLeavesNothing() {
        owned.forget("uid-1");
        ask("database", new Outcome.Answered());
        verdicts.stands("uid-1", "database", Circuit.Open);
        assertThat(scraped()).noneMatch(MetersTest::ofAPolicy);
    }

    @Test
    void aDependencysMetersEndWhenItIsTakenOutAndNoOthers() {
        useAll();
        owned.keep("uid-1", "shop", "storefront", Set.of("database"));
        assertThat(scraped()).noneMatch(line -> line.contains("upstream/chatbot"));
        assertThat(scraped()).anyMatch(line -> line.contains("dependency=\"database\""));
        assertThat(condition("Ready", "True")).isEqualTo(1);
    }

    @Test
    void anAnswerOfADependencyThatWasTakenOutLeavesNothing() {
        owned.keep("uid-1", "shop", "storefront", Set.of("database"));
        ask("upstream/chatbot", new Outcome.Answered());
        verdicts.stands("uid-1", "upstream/chatbot", Circuit.Open);
        assertThat(scraped()).noneMatch(line -> line.contains("upstream/chatbot"));
    }

    @Test
    void aPolicyThatComesBackIsShownAsItIsNow() {
        verdicts.stands("uid-1", "database", Circuit.Open);
        owned.forget("uid-1");
        keepOnePolicy();
        verdicts.stands("uid-1", "database", Circuit.Closed);
        assertThat(state("Open")).isZero();
        assertThat(state("Closed")).isEqualTo(1);
    }
}
