package dev.connectivity.propose;

import java.util.List;
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
        return COMPONENT + patches(proposals);
    }

    /** The {@code patches} alone, for a {@code kustomization.yaml} that there is already. */
    public static String patches(List<Proposal> proposals) {
        return proposals.stream()
                .map(KustomizeText::patch)
                .collect(Collectors.joining("", "patches:\n", ""));
    }

    /** With a target, which also finds an object whose namespace is written elsewhere. */
    private static String patch(Proposal proposal) {
        return "- target: {kind: %s, name: %s}\n  patch: |-\n%s"
                .formatted(proposal.kind(), proposal.name(), proposal.patch().yaml().indent(4));
    }
}
