package dev.connectivity.propose;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proposals as Kustomize takes them. */
public final class KustomizeText {

    private static final String COMPONENT =
            """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            """;

    private KustomizeText() {}

    /**
     * A whole {@code kustomization.yaml}, for a folder that the real one names under {@code
     * components}.
     */
    public static String component(List<Proposal> proposals) {
        return COMPONENT + (proposals.isEmpty() ? "" : patches(proposals));
    }

    /** The {@code patches} alone, for a {@code kustomization.yaml} that there is already. */
    public static String patches(List<Proposal> proposals) {
        return joined(
                        "patches:\n",
                        proposals.stream().filter(it -> !isWhole(it)).toList(),
                        KustomizeText::patch)
                + joined(
                        "# To be named under resources, each a file of its own:\n",
                        proposals.stream().filter(KustomizeText::isWhole).toList(),
                        KustomizeText::file);
    }

    private static boolean isWhole(Proposal proposal) {
        return proposal.patch() instanceof Patch.Whole;
    }

    private static String joined(
            String head, List<Proposal> proposals, Function<Proposal, String> text) {
        return proposals.isEmpty()
                ? ""
                : proposals.stream().map(text).collect(Collectors.joining("", head, ""));
    }

    /** As a comment: a kustomization names resources by their files. */
    private static String file(Proposal proposal) {
        return "%s-%s.yaml:\n%s"
                .formatted(
                        proposal.kind().toLowerCase(Locale.ROOT),
                        proposal.name(),
                        proposal.patch().yaml().indent(2))
                .lines()
                .map(it -> "# " + it + "\n")
                .collect(Collectors.joining());
    }

    /** With a target, which also finds an object whose namespace is written elsewhere. */
    private static String patch(Proposal proposal) {
        return "- target: {kind: %s, name: %s}\n  patch: |-\n%s"
                .formatted(proposal.kind(), proposal.name(), proposal.patch().yaml().indent(4));
    }
}
