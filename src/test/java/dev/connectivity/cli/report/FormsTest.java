package dev.connectivity.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.OutputFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FormsTest {

    private static final Checked SERVICE =
            new Checked("Service shop/web", new Place("a b/svc.yaml", 3, 1));
    private static final Checked POLICY =
            new Checked("ConnectivityPolicy shop/web", new Place("policy.yaml", 1, 1));
    private static final Checked WELL =
            new Checked("Deployment shop/web", new Place("web.yaml", 1, 1));

    private final Report report =
            Report.of(
                    "check",
                    List.of(SERVICE, POLICY, WELL),
                    List.of(
                            finding(Severity.Undetermined, Reason.WorkloadNotFound, POLICY, 5),
                            finding(Severity.Error, Reason.PortMismatch, SERVICE, 9),
                            finding(Severity.Error, Reason.PortMismatch, SERVICE, 9)));

    @Test
    void whatIsSaidTwiceIsSaidOnceInTheOrderOfTheFiles() {
        assertThat(report.findings().stream().map(Reported::reason))
                .containsExactly(Reason.PortMismatch, Reason.WorkloadNotFound);
    }

    @Test
    void findingsWeighMoreThanDoubtsAndNotesNothing() {
        assertThat(report.exitCode()).isEqualTo(ExitCode.Findings);
        assertThat(of(Severity.Warning).exitCode()).isEqualTo(ExitCode.Findings);
        assertThat(of(Severity.Undetermined).exitCode()).isEqualTo(ExitCode.Undetermined);
        assertThat(of(Severity.Note).exitCode()).isEqualTo(ExitCode.Well);
    }

    @Test
    void jsonAndYamlSayTheSame() throws IOException {
        JsonNode json = new JsonMapper().readTree(print(report, OutputFormat.Json));
        assertThat(json.at("/findings/0/place/line").asInt()).isEqualTo(9);
        assertThat(json.at("/findings/0/severity").asText()).isEqualTo("error");
        assertThat(json.at("/findings/0/runbook").asText())
                .isEqualTo("docs/runbook.md#portmismatch");
        assertThat(new YAMLMapper().readTree(print(report, OutputFormat.Yaml))).isEqualTo(json);
    }

    /** By the schema's own demands on what is written here. */
    @Test
    void sarifHasWhatItsSchemaDemands() throws IOException {
        JsonNode sarif = new JsonMapper().readTree(print(report, OutputFormat.Sarif));
        assertThat(fields(sarif)).containsExactlyInAnyOrder("$schema", "version", "runs");
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        JsonNode run = sarif.at("/runs/0");
        JsonNode driver = run.at("/tool/driver");
        assertThat(driver.path("name").asText()).isEqualTo("connectivity");
        assertThat(run.path("results")).hasSize(2);
        for (JsonNode result : run.path("results")) {
            JsonNode rule = driver.path("rules").path(result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
            assertThat(result.path("level").asText()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            assertThat(place.at("/region/startColumn").asInt()).isPositive();
        }
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("a%20b/svc.yaml");
    }

    @Test
    void sarifOfNothingSaysThatItRan() throws IOException {
        JsonNode sarif =
                new JsonMapper()
                        .readTree(
                                print(
                                        Report.of("check", List.of(), List.of()),
                                        OutputFormat.Sarif));
        assertThat(sarif.at("/runs/0/results").isArray()).isTrue();
    }

    @Test
    void junitHasACaseForEachObject() throws Exception {
        Element suite = suite(report);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("PortMismatch");
        assertThat(failure.getTextContent()).contains("a b/svc.yaml:9", "<&>");
    }

    @Test
    void junitOfAFileThatCannotBeReadHasACaseForIt() throws Exception {
        Report unreadable =
                Report.of(
                        "check",
                        List.of(),
                        List.of(
                                new Reported(
                                        Severity.Error,
                                        Reason.InvalidManifest,
                                        new Place("x.yaml", 1, 1),
                                        "",
                                        "",
                                        "",
                                        "",
                                        "Control \u0007 character.")));
        Element suite = suite(unreadable);
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("x.yaml");
    }

    private static Element suite(Report report) throws Exception {
        byte[] xml = print(report, OutputFormat.Junit).getBytes(StandardCharsets.UTF_8);
        return (Element)
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getElementsByTagName("testsuite")
                        .item(0);
    }

    private static Report of(Severity severity) {
        return Report.of(
                "check", List.of(), List.of(finding(severity, Reason.Undetermined, WELL, 1)));
    }

    private static Reported finding(Severity severity, Reason reason, Checked checked, int line) {
        return new Reported(
                severity,
                reason,
                new Place(checked.place().file(), line, 3),
                checked.object(),
                "spec.x",
                "3000",
                "3001",
                "Text with <&> \"in\" it.");
    }

    private static String print(Report report, OutputFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPrinter.print(report, format, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Set<String> fields(JsonNode node) {
        return Set.copyOf(node.properties().stream().map(it -> it.getKey()).toList());
    }
}
