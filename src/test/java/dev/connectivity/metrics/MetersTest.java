package dev.connectivity.metrics;

import static dev.connectivity.testing.MetricsFixtures.TOOK;
import static dev.connectivity.testing.MetricsFixtures.aTarget;
import static dev.connectivity.testing.MetricsFixtures.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.probe.Fact.ConnectionUse;
import dev.connectivity.probe.Outcome;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OwnedMeters owned = new OwnedMeters(registry);
    private final ProbeMeters probes = new ProbeMeters(owned, registry);
    private final CircuitMeters circuits = new CircuitMeters(owned);
    private final ConditionMeters conditions = new ConditionMeters(owned);

    @BeforeEach
    void keepOnePolicy() {
        owned.keep(
                "uid-1",
                "shop",
                "storefront",
                Set.of("database", "upstream/chatbot", "pod/web-1:3001"));
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
    void eachPhaseIsTimedByItsProtocol() {
        ask("database", new Outcome.Answered());
        var timer =
                registry.get("connectivity.probe.phase")
                        .tags("phase", "connect", "protocol", "tcp", "dependency", "database")
                        .timer();
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    }

    @Test
    void podsShareOneLabelSinceTheyComeAndGo() {
        ask("pod/web-1:3001", new Outcome.Answered());
        ask("pod/web-2:3001", new Outcome.Answered());
        assertThat(attempts("pod", "answered", "Reachable")).isEqualTo(2);
    }

    @Test
    void aCircuitIsInOneState() {
        circuits.stands("uid-1", "database", Circuit.Open);
        circuits.stands("uid-1", "database", Circuit.HalfOpen);
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
        assertThat(registry.getMeters()).noneMatch(MetersTest::ofAPolicy);
    }

    @Test
    void anAnswerAfterThePolicysEndLeavesNothing() {
        owned.forget("uid-1");
        ask("database", new Outcome.Answered());
        circuits.stands("uid-1", "database", Circuit.Open);
        assertThat(registry.getMeters()).noneMatch(MetersTest::ofAPolicy);
    }

    @Test
    void aDependencysMetersEndWhenItIsTakenOutAndNoOthers() {
        useAll();
        owned.keep("uid-1", "shop", "storefront", Set.of("database"));
        assertThat(registry.getMeters())
                .noneMatch(meter -> "upstream/chatbot".equals(dependency(meter)));
        assertThat(registry.getMeters()).anyMatch(meter -> "database".equals(dependency(meter)));
        assertThat(condition("Ready", "True")).isEqualTo(1);
    }

    @Test
    void anAnswerOfADependencyThatWasTakenOutLeavesNothing() {
        owned.keep("uid-1", "shop", "storefront", Set.of("database"));
        ask("upstream/chatbot", new Outcome.Answered());
        circuits.stands("uid-1", "upstream/chatbot", Circuit.Open);
        assertThat(registry.getMeters())
                .noneMatch(meter -> "upstream/chatbot".equals(dependency(meter)));
    }

    @Test
    void aPolicyThatComesBackIsShownAsItIsNow() {
        circuits.stands("uid-1", "database", Circuit.Open);
        owned.forget("uid-1");
        keepOnePolicy();
        circuits.stands("uid-1", "database", Circuit.Closed);
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
        assertThat(series()).isBetween(6000L, 8000L);
        owned.keep("uid-1", "shop", "storefront", Set.of("database", "upstream/u1", "pod/a"));
        assertThat(series()).isBetween(200L, 400L);
    }

    @Test
    void everyMeterAndLabelIsInTheDocumentation() throws IOException {
        useAll();
        useDatabase();
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
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private void useDatabase() {
        ConnectionMeters connections = new ConnectionMeters(owned);
        connections.used("uid-1", new ConnectionUse(40, 3, 21, 10, 1, 0, 5));
        connections.budgeted("uid-1", 80, 29);
        new IncidentMeters(owned).ended("uid-1", "database", TOOK, TOOK, true);
    }

    private void useAll() {
        ask("database", new Outcome.Answered());
        ask("upstream/chatbot", new Outcome.Answered());
        circuits.stands("uid-1", "database", Circuit.Closed);
        circuits.stands("uid-1", "upstream/chatbot", Circuit.Open);
        tell("Ready", "True");
    }

    /** As many reasons as one protocol can give. */
    private void useFully(String target) {
        ask(target, new Outcome.Answered());
        for (int i = 0; i < 19; i++) {
            ask(target, new Outcome.Failed(Reason.values()[Reason.DNSTimeout.ordinal() + i], ""));
        }
        circuits.stands("uid-1", target, Circuit.Closed);
    }

    private void ask(String id, Outcome outcome) {
        probes.asked("uid-1", aTarget(id), ended(outcome), Duration.ofMillis(3));
    }

    private void tell(String type, String status) {
        conditions.told(
                "uid-1", List.of(new ConditionBuilder().withType(type).withStatus(status).build()));
    }

    private double attempts(String dependency, String outcome, String reason) {
        return registry.get("connectivity.probe.attempts")
                .tags("namespace", "shop", "policy", "storefront")
                .tags("dependency", dependency, "outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private double state(String state) {
        return registry.get("connectivity.circuit.state").tags("state", state).gauge().value();
    }

    private double condition(String type, String status) {
        return registry.get("connectivity.condition")
                .tags("type", type, "status", status)
                .gauge()
                .value();
    }

    private long series() {
        return registry.scrape()
                .lines()
                .filter(line -> line.contains("policy=\"storefront\""))
                .count();
    }

    private static boolean ofAPolicy(Meter meter) {
        return meter.getId().getTag("policy") != null;
    }

    private static String dependency(Meter meter) {
        return String.valueOf(meter.getId().getTag("dependency"));
    }
}
