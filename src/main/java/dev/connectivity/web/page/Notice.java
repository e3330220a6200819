package dev.connectivity.web.page;

import dev.connectivity.shell.ShellWord;
import dev.connectivity.web.access.UndecidedException;
import java.util.List;
import java.util.Objects;

/**
 * A page without policies: why, and what to do.
 *
 * @param status of HTTP
 */
public record Notice(int status, String title, String text, List<Step> steps) {

    /**
     * @param command empty where there is none
     */
    public record Step(String text, String command) {}

    private static final String POLICY =
            """
            apiVersion: connectivity.dev/v1alpha1
            kind: ConnectivityPolicy
            metadata: {name: NAME, namespace: NAMESPACE}
            spec:
              workload: {name: DEPLOYMENT}
              listener: {port: PORT}
            """;

    static Notice noToken() {
        return new Notice(
                401,
                "Who are you?",
                "This page shows each viewer what they may see in the cluster, and this request"
                        + " came without a token.",
                List.of(
                        new Step(
                                "This opens the page with your own rights:",
                                "kubectl connectivity open")));
    }

    static Notice badToken() {
        return new Notice(
                401,
                "Your token is not taken",
                "The Kubernetes API server does not know the token of this request: it may have"
                        + " expired.",
                List.of(new Step("Open the page anew:", "kubectl connectivity open")));
    }

    static Notice undecided(UndecidedException why) {
        return new Notice(
                503,
                "Not known who may see what",
                Objects.requireNonNull(why.getMessage(), "it has one"),
                List.of());
    }

    /** The same whether there is none, or none that they may see: even that is not theirs. */
    static Notice nothing(String user) {
        return new Notice(
                200,
                "No policy to show",
                "There is none in the namespaces that you may see as " + user + ".",
                List.of(
                        new Step(
                                "To have a Deployment looked after, apply a policy; it reports and"
                                        + " changes nothing:",
                                POLICY.strip()),
                        new Step(
                                "To see the policies of a namespace, ask whoever administers it"
                                        + " for:",
                                binding(user))));
    }

    static Notice missing(String namespace, String name, String user) {
        return new Notice(
                404,
                "No such policy",
                "There is no policy "
                        + name
                        + " in namespace "
                        + namespace
                        + ", or you may not see it as "
                        + user
                        + ".",
                List.of(
                        new Step(
                                "To see the policies of a namespace, ask whoever administers it"
                                        + " for:",
                                binding(user))));
    }

    private static String binding(String user) {
        return "kubectl create rolebinding connectivity-policy-view"
                + " --clusterrole=connectivity-policy-view "
                + ShellWord.subject(user)
                + " -n NAMESPACE";
    }
}
