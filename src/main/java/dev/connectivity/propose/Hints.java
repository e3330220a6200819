package dev.connectivity.propose;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.plan.Keeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where a change has to be made to last, by the tool that makes the object. */
public final class Hints {

    private Hints() {}

    /** Sentences; none for an object that no known tool has marked. */
    public static List<String> of(Proposal proposal) {
        return proposal.keeper().map(it -> of(proposal, it)).orElse(List.of());
    }

    private static List<String> of(Proposal proposal, Keeper keeper) {
        String source = keeper.source();
        return switch (keeper.tool()) {
            case FluxKustomization ->
                    List.of(
                            "Commit the patch in the Git source of Flux Kustomization %s, or add it to its spec.patches."
                                    .formatted(source));
            case ArgoCDApplication ->
                    List.of(
                            "Commit the patch in the source of Argo CD Application %s; where that is built by Kustomize, spec.source.kustomize.patches takes it too."
                                    .formatted(source));
            case FleetBundle ->
                    List.of(
                            "Commit the patch in the Git path of Fleet bundle %s."
                                    .formatted(source));
            case KappApp ->
                    List.of(
                            "Make the change in the files that kapp app %s is deployed from."
                                    .formatted(source));
            case FluxHelmRelease -> fluxRelease(proposal, source);
            case HelmRelease -> release(proposal, source);
        };
    }

    private static List<String> fluxRelease(Proposal proposal, String source) {
        List<String> hints = new ArrayList<>();
        hints.add(
                "Flux HelmRelease %s renders this object. Change the value in its spec.values that the chart makes these fields from:"
                        .formatted(source));
        hints.addAll(fields(proposal));
        hints.add(
                "Where the chart has no such value, the patch is taken by"
                        + " spec.postRenderers[].kustomize.patches.");
        return hints;
    }

    private static List<String> release(Proposal proposal, String source) {
        String namespace = source.substring(0, Math.max(0, source.indexOf('/')));
        String name = source.substring(source.indexOf('/') + 1);
        String release = namespace.isEmpty() ? name : name + " -n " + namespace;
        List<String> hints = new ArrayList<>();
        hints.add(
                "Helm release %s renders this object, and a patch of it lasts until the next upgrade. In the chart's template of kind %s look for what renders:"
                        .formatted(source, proposal.kind()));
        hints.addAll(fields(proposal));
        hints.add(
                "helm get manifest %s names the template above each object (# Source:), helm get values %s --all has the values."
                        .formatted(release, release));
        hints.add(
                "Where the chart has no value for it, a post-renderer takes the patch (helm upgrade"
                        + " --post-renderer).");
        return hints;
    }

    private static List<String> fields(Proposal proposal) {
        return proposal.findings().stream().map(Hints::field).toList();
    }

    private static String field(FindingStatus finding) {
        String wanted = Objects.requireNonNullElse(finding.expected(), "what the patch has");
        return finding.observed() == null
                ? "  %s, to be added: %s".formatted(finding.field(), wanted)
                : "  %s, now %s: %s".formatted(finding.field(), finding.observed(), wanted);
    }
}
