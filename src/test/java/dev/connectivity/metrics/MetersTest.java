package dev.connectivity.metrics;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.failed;
import static dev.connectivity.testing.JudgeFixtures.knowing;
import static dev.connectivity.testing.MetricsFixtures.TOOK;
import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.CorrelationMeters.Label;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.engine.Load;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OwnedMeters owned = new OwnedMeters(registry);
    private final ProbeMeters probes = new ProbeMeters(owned, registry);
    private final VerdictMeters verdicts = new VerdictMeters(owned);
    private final ConditionMeters conditions = new ConditionMeters(owned);

    @BeforeEach
    void keepOnePolicy() {
        owned.keep(
                "uid-1",
                "shop",
                "storefront",
                Set.of("database", "upstream/chatbot", "pod/web-1:3001", "pod/web-2:3001"));
    }

    @Test
    void anAttemptIsCountedByItsOutcomeAndReason() {
        ask("upstream/chatbot", new Outcome.Answered());
        ask("upstream/chatbot", new Outcome.Failed(Reason.ConnectionTimeout, "10.0.0.9:443"));
        ask("upstream/chatbot", new Outcome.Failed(Reason.ConnectionTimeout, "10.0.0.9:443"));
        assertThat(attempts("upstream/chatbot", "answered", "Reachable")).isEqualTo(1);
        assertThat(attempts("upstream/chatbot", "failed", "ConnectionTimeout")).isEqualTo(2);
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

    @Test
    void theLargestPolicyStaysWithinTheBoundThatIsPromised() {
        Set<String> targets = new HashSet<>(Set.of("database", "pod/a", "health/a"));
        for (int i = 0; i < 64; i++) {
            targets.add("upstream/u" + i);
        }
        owned.keep("uid-1", "shop", "storefront", targets);
        targets.forEach(this::useFully);
        conditions.told("uid-1", List.of());
        assertThat(series()).isBetween(2000L, 5000L);
        owned.keep("uid-1", "shop", "storefront", Set.of("database", "upstream/u1", "pod/a"));
        assertThat(series()).isBetween(100L, 350L);
    }

    @Test
    void everyMeterAndLabelIsInTheDocumentation() throws IOException {
        useAll();
        new EngineMeters(registry).show(() -> new Load(1, 2, 3));
        new CorrelationMeters(registry)
                .fail(Map.of(new Label(Common.Kind.Host, Reason.ConnectionRefused), 3));
        new PatchMeters(registry).patched("Service", "Applied");
        new ReconcileMeters(registry).reconciled(TOOK, ReconcileMeters.Outcome.Written);
        String page = Files.readString(Path.of("docs/metrics.md"));
        List<String> names =
                registry.scrape()
                        .lines()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.split(" ")[2])
                        .toList();
        assertThat(
                        page.lines()
                                .filter(line -> line.startsWith("| `connectivity_"))
                                .map(line -> line.split("`")[1]))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(scraped())
                .filteredOn(line -> line.startsWith("connectivity_"))
                .flatExtracting(line -> LABEL.matcher(line).results().toList())
                .extracting(label -> label.group(1))
                .filteredOn(label -> !label.equals("le"))
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private void useAll() {
        ask("database", new Outcome.Answered());
        probes.asked(
                "uid-1",
                aTarget("upstream/chatbot"),
                knowing(ended(new Outcome.Answered()), new Fact.CertificateExpiry(NOON)),
                TOOK);
        Observation first = answered(NOON);
        verdicts.judged(
                "uid-1", "database", first, Judge.judge(Verdict.unknown(NOON), first, aPacing()));
        verdicts.stands("uid-1", "database", Circuit.Closed);
        verdicts.stands("uid-1", "upstream/chatbot", Circuit.Open);
        familyTried(Fact.Family.IPv4, new Fact.Tried.Connected());
        ConnectionMeters connections = new ConnectionMeters(owned);
        connections.used("uid-1", new Fact.ConnectionUse(40, 3, 21, 9, 1, 0, 20));
        connections.budgeted("uid-1", 80, 29);
        new IncidentMeters(owned).ended("uid-1", "database", TOOK, TOOK, true);
        tell("Ready", "True");
    }

    private void familyTried(Fact.Family family, Fact.Tried tried) {
        familyTried("upstream/chatbot", family, tried);
    }

    private void familyTried(String target, Fact.Family family, Fact.Tried tried) {
        Observation plain = ended(new Outcome.Answered());
        probes.asked(
                "uid-1",
                aTarget(target),
                new Observation(
                        plain.began(),
                        plain.took(),
                        plain.phases(),
                        plain.outcome(),
                        List.of(new Fact.FamilyTried(family, tried, TOOK))),
                Duration.ZERO);
    }

    private double family(String family, String outcome, String reason) {
        return value(
                "connectivity_probe_family_attempts_total",
                "dependency=\"upstream/chatbot\"",
                "family=\"" + family + "\"",
                "outcome=\"" + outcome + "\"",
                "reason=\"" + reason + "\"");
    }

    /** As many reasons as one protocol can give. */
    private void useFully(String target) {
        ask(target, new Outcome.Answered());
        for (int i = 0; i < 19; i++) {
            ask(target, new Outcome.Failed(Reason.values()[Reason.DNSTimeout.ordinal() + i], ""));
        }
        for (Fact.Family family : Fact.Family.values()) {
            familyTried(target, family, new Fact.Tried.Connected());
            familyTried(target, family, new Fact.Tried.NotTried());
            for (int i = 0; i < 6; i++) {
                Reason reason = Reason.values()[Reason.ConnectionRefused.ordinal() + i];
                familyTried(target, family, new Fact.Tried.Failed(reason));
            }
        }
        verdicts.stands("uid-1", target, Circuit.Closed);
    }

    private void ask(String id, Outcome outcome) {
        probes.asked("uid-1", aTarget(id), ended(outcome), Duration.ofMillis(3));
    }

    private void tell(String type, String status) {
        conditions.told(
                "uid-1", List.of(new ConditionBuilder().withType(type).withStatus(status).build()));
    }

    private double attempts(String dependency, String outcome, String reason) {
        return value(
                "connectivity_probe_attempts_total{namespace=\"shop\",policy=\"storefront\"",
                "dependency=\"%s\",outcome=\"%s\",reason=\"%s\""
                        .formatted(dependency, outcome, reason));
    }

    private double state(String state) {
        return value("connectivity_circuit_state", "state=\"" + state + "\"");
    }

    private double condition(String type, String status) {
        return value("connectivity_condition", "type=\"%s\",status=\"%s\"".formatted(type, status));
    }

    /** Of the one series that begins so and has all of these. */
    private double value(String beginning, String... parts) {
        List<String> found =
                scraped().stream()
                        .filter(line -> line.startsWith(beginning))
                        .filter(line -> Stream.of(parts).allMatch(line::contains))
                        .toList();
        assertThat(found).hasSize(1);
        return Double.parseDouble(found.getFirst().substring(found.getFirst().lastIndexOf(' ')));
    }

    private long series() {
        return scraped().stream().filter(MetersTest::ofAPolicy).count();
    }

    private List<String> scraped() {
        return registry.scrape().lines().toList();
    }

    private static boolean ofAPolicy(String line) {
        return line.contains("policy=\"storefront\"");
    }
}
