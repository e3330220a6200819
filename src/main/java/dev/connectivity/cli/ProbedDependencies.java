package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.cli.manifest.Manifest;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.cli.report.Reported;
import dev.connectivity.cli.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the policies of a set depend on, asked from here, as findings. */
record ProbedDependencies(ManifestSet set) {

    List<Reported> findings() throws InterruptedException {
        Map<String, Manifest<ConnectivityPolicy>> policies = new LinkedHashMap<>();
        set.policies().forEach(it -> policies.put(it.namespace() + "/" + it.name(), it));
        return new FolderProbe()
                .ask(set).stream()
                        .flatMap(
                                it ->
                                        Stream.ofNullable(policies.get(it.place()))
                                                .flatMap(manifest -> findings(manifest, it)))
                        .toList();
    }

    private static Stream<Reported> findings(
            Manifest<ConnectivityPolicy> manifest, PolicyVerdicts verdicts) {
        return verdicts.dependencies().stream()
                .filter(it -> it.state() != DependencyStatus.State.Up)
                .map(it -> finding(manifest, it));
    }

    private static Reported finding(Manifest<ConnectivityPolicy> manifest, DependencyStatus it) {
        String field =
                it.name().equals("database")
                        ? "spec.database"
                        : "spec.upstreams[name=%s].url".formatted(it.name());
        boolean down = it.state() == DependencyStatus.State.Down;
        return new Reported(
                down ? Severity.Error : Severity.Undetermined,
                it.reason(),
                manifest.place(field),
                manifest.display(),
                field,
                "",
                "",
                "Asked from here, %s %s: %s. Look whether it answers where the workload will run, and at the runbook's entry %s."
                        .formatted(
                                it.name(),
                                down ? "is down" : "gave no answer yet",
                                Objects.requireNonNullElse(it.message(), it.reason().name()),
                                it.reason()));
    }
}
