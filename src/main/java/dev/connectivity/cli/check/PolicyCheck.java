package dev.connectivity.cli.check;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.manifest.FolderSecrets;
import dev.connectivity.cli.manifest.Manifest;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.cli.report.Reported;
import dev.connectivity.cli.report.Severity;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.ManifestDiagnoser;
import dev.connectivity.diagnose.RecoveryOutOfReach;
import dev.connectivity.diagnose.References;
import dev.connectivity.diagnose.References.Dangling;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.watch.Questions;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds one policy against the manifests around it. */
final class PolicyCheck {

    private final ManifestSet set;
    private final Scope scope;
    private final Questions questions;
    private final PoolCheck pools;

    PolicyCheck(ManifestSet set, Scope scope, Collection<Policy> policies) {
        this.set = set;
        this.scope = scope;
        questions = new Questions(FolderSecrets.of(set));
        pools = new PoolCheck(set, scope, questions, policies);
    }

    List<Reported> findings(Manifest<ConnectivityPolicy> manifest, Policy policy) {
        Finder finder = new Finder(set, policy.namespace());
        Optional<Deployment> deployment =
                set.deployment(policy.namespace(), policy.workload().name()).map(Manifest::object);
        List<Service> services =
                ManifestSet.objects(ManifestSet.in(policy.namespace(), set.services()));
        List<Reported> findings = new ArrayList<>();
        List<Dangling> dangling = References.dangling(policy, deployment, services);
        dangling.forEach(it -> findings.add(dangling(manifest, it)));
        secrets(manifest, policy).forEach(findings::add);
        RecoveryOutOfReach.find(policy)
                .forEach(it -> findings.add(finder.reported(it, Severity.Error)));
        Stream<Finding> found = ManifestDiagnoser.ofPolicy(policy).stream();
        findings.addAll(found.map(it -> finder.reported(it, Severity.Warning)).toList());
        boolean container =
                dangling.stream().noneMatch(it -> it.reason() == Reason.WorkloadNotFound);
        deployment
                .filter(_ -> container)
                .ifPresent(
                        workload ->
                                Stream.concat(
                                                ManifestDiagnoser.disagreements(
                                                        policy, workload, services)
                                                        .stream(),
                                                pools.findings(policy, workload))
                                        .map(it -> finder.reported(it, Severity.Error))
                                        .forEach(findings::add));
        return findings;
    }

    private Reported dangling(Manifest<ConnectivityPolicy> manifest, Dangling it) {
        boolean unknown = it.missing().isPresent() && !scope.complete();
        String message =
                unknown
                        ? "%s is not among the manifests, so nothing can be said of it. Hand it in too, correct its name or namespace, or say --complete if there are no others."
                                .formatted(it.missing().get().display().replace('/', ' '))
                        : it.message();
        return reported(
                manifest,
                unknown ? Severity.Undetermined : Severity.Error,
                new Problem(it.reason(), message),
                it.field());
    }

    private Stream<Reported> secrets(Manifest<ConnectivityPolicy> manifest, Policy policy) {
        return questions.resolve(policy).problems().stream()
                .map(
                        problem ->
                                reported(
                                        manifest,
                                        problem.reason() == Reason.SecretNotFound
                                                        && !scope.complete()
                                                ? Severity.Note
                                                : Severity.Error,
                                        problem,
                                        "spec.secrets"));
    }

    private static Reported reported(
            Manifest<ConnectivityPolicy> manifest,
            Severity severity,
            Problem problem,
            String field) {
        return new Reported(
                severity,
                problem.reason(),
                manifest.place(field),
                manifest.display(),
                field,
                "",
                "",
                problem.message());
    }
}
