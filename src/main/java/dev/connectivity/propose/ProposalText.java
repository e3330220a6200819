package dev.connectivity.propose;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import java.util.List;
import java.util.stream.Collectors;

/** A proposal for people: why, where, and what to commit or to run. */
public final class ProposalText {

    private ProposalText() {}

    public static String of(Proposal proposal) {
        String title = proposal.kind() + "/" + proposal.name();
        String owners =
                proposal.findings().stream()
                        .flatMap(it -> it.owner() == null ? null : List.of(it.owner()).stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
        String held = owners.isEmpty() ? "" : ", held by " + owners;
        String from = proposal.keeper().map(it -> ", from " + it.display()).orElse("");
        return title
                + " of namespace "
                + proposal.namespace()
                + held
                + from
                + "\n"
                + lines(proposal.findings().stream().map(ProposalText::finding).toList())
                + section("where", lines(Hints.of(proposal)))
                + section("kustomize", KustomizeText.patches(List.of(proposal)))
                + section("kubectl", KubectlText.command(proposal) + "\n");
    }

    private static String finding(FindingStatus finding) {
        return finding.reason() + ": " + finding.message();
    }

    private static String section(String title, String text) {
        return text.isEmpty() ? "" : "\n" + title + ":\n" + text.indent(2);
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(it -> it + "\n").collect(Collectors.joining());
    }
}
