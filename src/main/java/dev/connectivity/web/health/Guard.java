package dev.connectivity.web.health;

import dev.connectivity.shell.ShellWord;
import dev.connectivity.web.Inventory;
import dev.connectivity.web.access.Caller;
import dev.connectivity.web.access.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody see what they may not. The refusal is the same whether or not there is anything to
 * see.
 */
@ApplicationScoped
class Guard {

    private final Caller caller;
    private final Inventory inventory;

    Guard(Caller caller, Inventory inventory) {
        this.caller = caller;
        this.inventory = inventory;
    }

    boolean anonymous() {
        return caller.token().isEmpty();
    }

    void admit(String namespace) {
        Viewer viewer = viewer();
        if (!viewer.mayGet(namespace)) {
            throw refused(viewer, "the connectivitypolicies of namespace " + namespace, namespace);
        }
    }

    void admit(String namespace, String name) {
        Viewer viewer = viewer();
        if (!viewer.mayGet(namespace, name)) {
            throw refused(
                    viewer, "connectivitypolicy " + name + " in namespace " + namespace, namespace);
        }
    }

    /** Those namespaces with policies whose every policy the caller may see. */
    Set<String> admitted() {
        Viewer viewer = viewer();
        Set<String> seen = viewer.namespaces(inventory.namespaces());
        if (seen.isEmpty() && !viewer.mayGetAll()) {
            throw refused(viewer, "the connectivitypolicies of any namespace", "NAMESPACE");
        }
        return seen;
    }

    private Viewer viewer() {
        return caller.viewer().orElseThrow(this::unknown);
    }

    private RuntimeException unknown() {
        Optional<String> bad = caller.token().map(_ -> ", error=\"invalid_token\"");
        String what =
                bad.map(_ -> "This token is not valid here: it has expired, or is for others.")
                        .orElse("This needs a token.");
        return Problem.of(
                        Status.UNAUTHORIZED,
                        what
                                + " Send one that the Kubernetes API server takes, or one for the"
                                + " audience connectivity.dev, as 'Authorization: Bearer TOKEN':"
                                + " 'kubectl create token SERVICEACCOUNT --audience"
                                + " connectivity.dev' prints one.")
                .challenge("Bearer realm=\"connectivity\"" + bad.orElse(""));
    }

    private static RuntimeException refused(Viewer viewer, String what, String namespace) {
        return Problem.of(Status.FORBIDDEN, refusal(viewer.name(), what, namespace)).thrown();
    }

    static String refusal(String user, String what, String namespace) {
        return "%s may not get %s. Who administers it can allow it: kubectl create rolebinding VIEWER -n %s --clusterrole=connectivity-policy-view %s"
                .formatted(user, what, ShellWord.of(namespace), ShellWord.subject(user));
    }
}
