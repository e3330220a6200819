package dev.connectivity.metrics;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static dev.connectivity.testing.JudgeFixtures.aPacing;
import static dev.connectivity.testing.JudgeFixtures.answered;
import static dev.connectivity.testing.JudgeFixtures.knowing;
import static dev.connectivity.testing.MetricsFixtures.TOOK;
import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.objective.Budget;
import dev.connectivity.judge.objective.Held;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.judge.objective.Reading;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Fact.ConnectionUse;
import dev.connectivity.probe.Fact.DatabaseRole.Standing;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** One policy whose meters are kept, and what a scrape shows of them. */
abstract class MetersScene {

    static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final OwnedMeters owned = new OwnedMeters(registry);
    final ProbeMeters probes = new ProbeMeters(owned, registry);
    final VerdictMeters verdicts = new VerdictMeters(owned);
    final ConditionMeters conditions = new ConditionMeters(owned);

    @BeforeEach
    void keepOnePolicy() {
        owned.keep(
                "uid-1",
                "shop",
                "storefront",
                Set.of("database", "upstream/chatbot", "pod/web-1:3001", "pod/web-2:3001"));
    }

    void familyTried(Fact.Family family, Fact.Tried tried) {
        familyTried("upstream/chatbot", family, tried);
    }

    void familyTried(String target, Fact.Family family, Fact.Tried tried) {
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

    double family(String family, String outcome, String reason) {
        return value(
                "connectivity_probe_family_attempts_total",
                "dependency=\"upstream/chatbot\"",
                "family=\"" + family + "\"",
                "outcome=\"" + outcome + "\"",
                "reason=\"" + reason + "\"");
    }

    /** As many reasons as one protocol can give. */
    void ask(String id, Outcome outcome) {
        probes.asked("uid-1", aTarget(id), ended(outcome), Duration.ofMillis(3));
    }

    void tell(String type, String status) {
        conditions.told(
                "uid-1", List.of(new ConditionBuilder().withType(type).withStatus(status).build()));
    }

    double attempts(String dependency, String outcome, String reason) {
        return value(
                "connectivity_probe_attempts_total{namespace=\"shop\",policy=\"storefront\"",
                "dependency=\"%s\",outcome=\"%s\",reason=\"%s\""
                        .formatted(dependency, outcome, reason));
    }

    double state(String state) {
        return value("connectivity_circuit_state", "state=\"" + state + "\"");
    }

    double condition(String type, String status) {
        return value("connectivity_condition", "type=\"%s\",status=\"%s\"".formatted(type, status));
    }

    /** Of the one series that begins so and has all of these. */
    double value(String beginning, String... parts) {
        List<String> found =
                scraped().stream()
                        .filter(line -> line.startsWith(beginning))
                        .filter(line -> Stream.of(parts).allMatch(line::contains))
                        .toList();
        assertThat(found).hasSize(1);
        return Double.parseDouble(found.getFirst().substring(found.getFirst().lastIndexOf(' ')));
    }

    long series() {
        return scraped().stream().filter(MetersTest::ofAPolicy).count();
    }

    List<String> scraped() {
        return registry.scrape().lines().toList();
    }

    static boolean ofAPolicy(String line) {
        return line.contains("policy=\"storefront\"");
    }

    void useAll() {
        ask("database", new Outcome.Answered());
        Observation first = answered(NOON);
        verdicts.judged(
                "uid-1", "database", first, Judge.judge(Verdict.unknown(NOON), first, aPacing()));
        verdicts.stands("uid-1", "database", Circuit.Closed);
        verdicts.stands("uid-1", "upstream/chatbot", Circuit.Open);
        familyTried(Fact.Family.IPv4, new Fact.Tried.Connected());
        probes.asked(
                "uid-1",
                aTarget("upstream/chatbot"),
                knowing(ended(new Outcome.Answered()), new Fact.CertificateExpiry(NOON)),
                TOOK);
        tell("Ready", "True");
        new FindingMeters(owned)
                .told(
                        "uid-1",
                        List.of(
                                new FindingStatus(
                                        Reason.Contested,
                                        "Service/storefront",
                                        null,
                                        null,
                                        null,
                                        "It keeps coming back.",
                                        null,
                                        null,
                                        null,
                                        FindingState.contested,
                                        null)));
        owned.show("uid-1", "connectivity.policy.info", "", Tags.of("workload", "storefront"), 1);
    }

    /** As many series as one policy's objectives can have. */
    void useObjectives() {
        Budget budget = new Budget(Map.of());
        List<Goal> goals =
                Stream.of(Objective.values()).map(objective -> new Goal(objective, 100)).toList();
        List<Held> held =
                Stream.of("workload", "database", "upstream/chatbot")
                        .map(it -> new Held(it, true, true, Duration.ofSeconds(10)))
                        .toList();
        budget.hold(
                new Objectives(
                        Duration.ofHours(720),
                        goals,
                        Optional.of(Duration.ofSeconds(2)),
                        Objectives.Recovery.DEFAULT),
                held);
        held.forEach(
                it ->
                        budget.with(
                                it.dependency(),
                                account -> account.attempted(answered(NOON), true, it.interval())));
        List<Reading> readings = budget.read(NOON);
        PolicyReadings all =
                new PolicyReadings(
                        "shop",
                        "storefront",
                        budget.standings(readings),
                        readings,
                        Map.of(
                                "database",
                                new PolicyReadings.Answered(
                                        OptionalDouble.of(0.5), OptionalDouble.of(1))));
        new ObjectiveMeters(registry).show(() -> List.of(all));
    }

    void useDatabase() {
        ConnectionMeters connections = new ConnectionMeters(owned);
        connections.used("uid-1", new ConnectionUse(40, 3, 21, 10, 1, 0, 5));
        connections.budgeted("uid-1", 80, 29);
        new IncidentMeters(owned)
                .ended(
                        "uid-1",
                        "database",
                        new IncidentMeters.Times(TOOK, Optional.of(TOOK), TOOK),
                        true);
        probes.asked(
                "uid-1",
                aTarget("database"),
                knowing(ended(new Outcome.Answered()), new Fact.DatabaseRole(Standing.Writable)),
                TOOK);
        probes.asked(
                "uid-1",
                aTarget("database"),
                knowing(
                        ended(new Outcome.Answered()),
                        new Fact.ConnectionHolders(Map.of("shop", 3), Map.of("reports", 3))),
                TOOK);
    }
}
