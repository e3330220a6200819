package dev.connectivity.cli.check;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.manifest.Manifest;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.cli.report.Checked;
import dev.connectivity.cli.report.Report;
import dev.connectivity.cli.report.Reported;
import dev.connectivity.cli.report.Severity;
import dev.connectivity.diagnose.ManifestDiagnoser;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a set of manifests, each policy against its own and what all have in common. */
public final class Checker {

    private final ManifestSet set;
    private final Scope scope;
    private final List<Reported> findings = new ArrayList<>();

    /** Of policies that can be read, and are their workload's first. */
    private final Map<Manifest<ConnectivityPolicy>, Policy> policies = new LinkedHashMap<>();

    private Checker(ManifestSet set, Scope scope) {
        this.set = set;
        this.scope = scope;
    }

    public static Report check(ManifestSet set, Scope scope) {
        return new Checker(set, scope).run();
    }

    private Report run() {
        set.complaints()
                .forEach(
                        it ->
                                findings.add(
                                        new Reported(
                                                Severity.Error,
                                                it.reason(),
                                                it.place(),
                                                it.object(),
                                                it.field(),
                                                "",
                                                "",
                                                it.message())));
        readPolicies();
        PolicyCheck check = new PolicyCheck(set, scope, policies.values());
        policies.forEach((manifest, policy) -> findings.addAll(check.findings(manifest, policy)));
        set.deployments().forEach(this::lookForTraps);
        namespaces().forEach(this::lookAtServices);
        return Report.of("check", checked(), findings);
    }

    private void readPolicies() {
        Map<String, Manifest<ConnectivityPolicy>> byWorkload = new HashMap<>();
        for (Manifest<ConnectivityPolicy> manifest : set.policies()) {
            try {
                Policy policy = PolicyReader.read(manifest.object());
                Manifest<ConnectivityPolicy> first =
                        byWorkload.putIfAbsent(
                                policy.namespace() + "/" + policy.workload().name(), manifest);
                if (first == null) {
                    policies.put(manifest, policy);
                } else {
                    findings.add(duplicate(manifest, first, policy));
                }
            } catch (InvalidSpecException e) {
                findings.add(invalid(manifest, e.demand()));
            }
        }
    }

    /** What the reader refuses begins with the field. */
    private static Reported invalid(Manifest<ConnectivityPolicy> manifest, String demand) {
        String field = demand.substring(0, Math.max(0, demand.indexOf(": ")));
        return new Reported(
                Severity.Error,
                Reason.InvalidSpec,
                manifest.place(field),
                manifest.display(),
                field,
                "",
                "",
                demand);
    }

    private static Reported duplicate(
            Manifest<ConnectivityPolicy> manifest,
            Manifest<ConnectivityPolicy> first,
            Policy policy) {
        String field = "spec.workload.name";
        return new Reported(
                Severity.Error,
                Reason.DuplicatePolicy,
                manifest.place(field),
                manifest.display(),
                field,
                policy.workload().name(),
                "",
                "ConnectivityPolicy %s at %s looks after Deployment %s too, and only the older of the two does: delete one."
                        .formatted(
                                first.name(),
                                first.source().place().display(),
                                policy.workload().name()));
    }

    private void lookForTraps(Manifest<Deployment> deployment) {
        Optional<Policy> policy =
                policies.values().stream()
                        .filter(it -> it.namespace().equals(deployment.namespace()))
                        .filter(it -> it.workload().name().equals(deployment.name()))
                        .findFirst();
        Finder finder = new Finder(set, deployment.namespace());
        ManifestDiagnoser.traps(deployment.object(), policy)
                .forEach(it -> findings.add(finder.reported(it, Severity.Warning)));
    }

    private Stream<String> namespaces() {
        return set.services().stream().map(Manifest::namespace).distinct();
    }

    private void lookAtServices(String namespace) {
        Finder finder = new Finder(set, namespace);
        ManifestDiagnoser.misledServices(
                        ManifestSet.objects(ManifestSet.in(namespace, set.services())),
                        ManifestSet.objects(ManifestSet.in(namespace, set.deployments())))
                .filter(it -> findings.stream().noneMatch(known -> finder.tells(known, it)))
                .forEach(it -> findings.add(finder.reported(it, Severity.Error)));
    }

    private List<Checked> checked() {
        return Stream.of(set.policies(), set.deployments(), set.services())
                .flatMap(List::stream)
                .map(Manifest::checked)
                .toList();
    }
}
