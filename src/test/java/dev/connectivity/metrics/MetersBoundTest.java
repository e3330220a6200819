package dev.connectivity.metrics;

import static dev.connectivity.testing.MetricsFixtures.TOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Common;
import dev.connectivity.metrics.CorrelationMeters.Label;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.engine.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many series there can be, and that each is documented. */
class MetersBoundTest extends MetersScene {

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
        useDatabase();
        useObjectives();
        new FallbackMeters(owned).stands("uid-1", "chatbot", FallbackState.Active);
        new FallbackMeters(owned).stands("uid-1", "chatbot", FallbackState.Inactive);
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

    private void useFully(String target) {
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
        ask(target, new Outcome.Answered());
        verdicts.stands("uid-1", target, Circuit.Closed);
    }
}
