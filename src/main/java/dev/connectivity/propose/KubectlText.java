package dev.connectivity.propose;

import dev.connectivity.shell.ShellWord;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Locale;

/** A proposal as a command. */
public final class KubectlText {

    private KubectlText() {}

    /** One line, for a shell. */
    public static String command(Proposal proposal) {
        if (proposal.patch() instanceof Patch.Whole whole) {
            return "printf %%s %s | kubectl -n %s apply -f -"
                    .formatted(
                            ShellWord.of(Serialization.asJson(whole.content())),
                            proposal.namespace());
        }
        return "kubectl -n %s patch %s %s --type %s --patch %s"
                .formatted(
                        proposal.namespace(),
                        proposal.kind().toLowerCase(Locale.ROOT),
                        proposal.name(),
                        proposal.patch().type(),
                        ShellWord.of(Serialization.asJson(proposal.patch().content())));
    }
}
