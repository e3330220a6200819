package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that go off and end, and queries that ask for metrics that there are. */
class MonitoringTest {

    private static final Path CASES = Path.of("src/test/monitoring/alerts.test.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Made by cAdvisor, kube-state-metrics and Prometheus itself; named alike everywhere. */
    private static final Set<String> OF_OTHERS =
            Set.of(
                    "container_memory_working_set_bytes",
                    "container_cpu_usage_seconds_total",
                    "kube_pod_container_resource_limits",
                    "kube_pod_owner",
                    "up");

    private final JsonNode spec = yaml(Path.of("deploy/monitoring/alerts.yaml")).path("spec");
    private final JsonNode dashboard = yaml(Path.of("deploy/monitoring/dashboard.json"));

    @TempDir Path folder;

    @BeforeEach
    void writeTheRulesAsPrometheusReadsThem() throws IOException {
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), spec);
        Files.copy(CASES, folder.resolve("alerts.test.yaml"));
    }

    @Test
    void theRulesAreValid() {
        Promtool.Result result = Promtool.run(folder, "check", "rules", "rules.yaml");

        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void everyAlertGoesOffAndEnds() {
        Promtool.Result result = Promtool.run(folder, "test", "rules", "alerts.test.yaml");

        assertThat(result.code()).as(result.output()).isZero();
        for (String alert : alerts()) {
            List<Boolean> expected =
                    yaml(CASES)
                            .path("tests")
                            .valueStream()
                            .flatMap(it -> it.path("promql_expr_test").valueStream())
                            .filter(it -> it.path("expr").asText().contains('"' + alert + '"'))
                            .map(it -> !it.path("exp_samples").isEmpty())
                            .toList();
            assertThat(expected).as(alert).startsWith(false, true, false);
        }
    }

    @Test
    void anAlertThatNeverGoesOffIsSeen() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, Files.readString(rules).replace("> 14.4", "> 1440"));

        assertThat(Promtool.run(folder, "test", "rules", "alerts.test.yaml").code()).isNotZero();
    }

    @Test
    void everyAlertLeadsToAHeadingAndIsInTheDocumentation() {
        String page = Document.read(Path.of("docs/monitoring.md")).text();

        rules().filter(it -> it.has("alert"))
                .forEach(
                        rule -> {
                            String[] link = rule.at("/annotations/runbook_url").asText().split("#");
                            assertThat(Document.read(Path.of(link[0])).anchors())
                                    .as(rule.path("alert").asText())
                                    .contains(link[1]);
                            assertThat(page).contains("`" + rule.path("alert").asText() + "`");
                        });
    }

    @Test
    void everyRuleAsksForMetricsThatThereAre() {
        assertThat(rules().flatMap(it -> named(it.path("expr").asText())))
                .isNotEmpty()
                .isSubsetOf(known());
    }

    @Test
    void everyPanelAsksForMetricsThatThereAre() {
        assertThat(panels().count()).isGreaterThan(15);
        assertThat(panels().flatMap(MonitoringTest::named)).isNotEmpty().isSubsetOf(known());
        assertThat(
                        dashboard
                                .at("/templating/list")
                                .valueStream()
                                .filter(it -> it.path("type").asText().equals("query"))
                                .map(it -> it.path("definition").asText())
                                .map(it -> it.replaceAll("label_values\\((\\w+).*", "$1")))
                .isNotEmpty()
                .isSubsetOf(known());
    }

    /** As rules, whose syntax is the same. */
    @Test
    void everyPanelsQueryIsValid() throws IOException {
        String records =
                panels().map(it -> it.replace("$__rate_interval", "5m"))
                        .map(it -> "  - {record: panel, expr: '" + it + "'}\n")
                        .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("panels.yaml"), "groups:\n- name: panels\n  rules:\n" + records);
        // Panels that ask the same have the same name here, which is no fault.
        Promtool.Result result =
                Promtool.run(folder, "check", "rules", "--lint=none", "panels.yaml");

        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void everyQueryInTheDocumentationAsksForMetricsThatThereAre() {
        Pattern example = Pattern.compile("(?ms)^```promql\\n(.*?)^```");

        assertThat(
                        Document.read(Path.of("docs/metrics.md"))
                                .found(example)
                                .flatMap(MonitoringTest::named))
                .isNotEmpty()
                .isSubsetOf(known());
    }

    @Test
    void metricsAreToldFromWhatElseIsInAQuery() {
        assertThat(
                        new PromQl(
                                        "sum by (a, b) (rate(x_total{l=\"y\"}[5m])) / on (a)"
                                                + " group_left (c) z_bytes > 2 unless w")
                                .metrics())
                .containsExactly("w", "x_total", "z_bytes");
    }

    private static Stream<String> named(String query) {
        return new PromQl(query).metrics().stream();
    }

    private Stream<String> panels() {
        return dashboard
                .path("panels")
                .valueStream()
                .flatMap(it -> it.path("targets").valueStream())
                .map(it -> it.path("expr").asText());
    }

    private Stream<JsonNode> rules() {
        return spec.path("groups").valueStream().flatMap(it -> it.path("rules").valueStream());
    }

    private List<String> alerts() {
        return rules().filter(it -> it.has("alert")).map(it -> it.path("alert").asText()).toList();
    }

    /** Those of the documentation, which MetersBoundTest holds against what is served. */
    private Set<String> known() {
        Set<String> known = new TreeSet<>(OF_OTHERS);
        known.addAll(ofTheRuntime());
        rules().filter(it -> it.has("record")).forEach(it -> known.add(it.path("record").asText()));
        Pattern row = Pattern.compile("(?m)^\\| `(connectivity_\\w+)` \\| (\\w+) \\|");
        row.matcher(Document.read(Path.of("docs/metrics.md")).text())
                .results()
                .forEach(
                        match -> {
                            if (match.group(2).equals("histogram")) {
                                Stream.of("_bucket", "_count", "_sum")
                                        .forEach(it -> known.add(match.group(1) + it));
                            } else {
                                known.add(match.group(1));
                            }
                        });
        return known;
    }

    private static Set<String> ofTheRuntime() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toSet());
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
