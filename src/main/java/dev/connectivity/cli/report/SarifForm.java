package dev.connectivity.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.console.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** SARIF 2.1.0, which forges show beside the lines of a change. */
record SarifForm(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** Without results nobody would know that it ran. */
    record Run(Tool tool, @JsonInclude(Include.ALWAYS) List<Result> results) {}

    record Tool(Driver driver) {}

    record Driver(String name, String version, List<Rule> rules) {}

    record Rule(String id, Text shortDescription) {}

    record Text(String text) {}

    record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints) {}

    record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

    record PhysicalLocation(ArtifactLocation artifactLocation, Region region) {}

    record ArtifactLocation(String uri) {}

    record Region(int startLine, int startColumn) {}

    record LogicalLocation(String fullyQualifiedName) {}

    static SarifForm of(Report report) {
        List<Reason> rules =
                report.findings().stream().map(Reported::reason).distinct().sorted().toList();
        Driver driver =
                new Driver(
                        "connectivity",
                        Version.number(),
                        rules.stream()
                                .map(it -> new Rule(it.name(), new Text(it.meaning())))
                                .toList());
        return new SarifForm(
                SCHEMA,
                "2.1.0",
                List.of(
                        new Run(
                                new Tool(driver),
                                report.findings().stream().map(it -> result(it, rules)).toList())));
    }

    private static Result result(Reported it, List<Reason> rules) {
        String where = (it.object() + " " + it.field()).strip();
        return new Result(
                it.reason().name(),
                rules.indexOf(it.reason()),
                level(it.severity()),
                new Text(it.message()),
                List.of(
                        new Location(
                                new PhysicalLocation(
                                        new ArtifactLocation(uri(it.place().file())),
                                        new Region(it.place().line(), it.place().column())),
                                Stream.of(where)
                                        .filter(name -> !name.isEmpty())
                                        .map(LogicalLocation::new)
                                        .toList())),
                // The same finding, though lines above it were added.
                Map.of("objectAndField/v1", it.reason() + " " + where));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case Error -> "error";
            case Warning -> "warning";
            case Undetermined, Note -> "note";
        };
    }

    /** A path as a relative or absolute reference, its special characters escaped. */
    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException _) {
            return "stdin";
        }
    }
}
