package dev.connectivity.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the operator may do, and which part of it needs that: the one table that {@code
 * deploy/roles.yaml} is written from. That each right is used, and none is missing, is seen by
 * {@code RbacE2E} in the requests of a real run.
 */
final class Roles {

    /** Informers of the controller and of what it looks at. */
    private static final List<String> WATCHED = List.of("list", "watch");

    static final List<Role> ALL =
            List.of(
                    new Role(
                            "ClusterRole",
                            "connectivity-operator",
                            "What the operator may do in every namespace.",
                            List.of(
                                    new Rule(
                                            "Policies: read, and hold by a finalizer while"
                                                    + " something of ours is in place; read anew"
                                                    + " where somebody else wrote meanwhile.",
                                            "connectivity.dev",
                                            List.of("connectivitypolicies"),
                                            List.of("get", "list", "watch", "patch")),
                                    new Rule(
                                            "Tell, in the status.",
                                            "connectivity.dev",
                                            List.of("connectivitypolicies/status"),
                                            List.of("patch")),
                                    new Rule(
                                            "Workloads: read, correct; read anew to give up what"
                                                    + " is held.",
                                            "apps",
                                            List.of("deployments"),
                                            List.of("get", "list", "watch", "patch")),
                                    new Rule(
                                            "Services: the same; and those of fallbacks, which are"
                                                + " the operator's own: made, led to another port,"
                                                + " removed.",
                                            "",
                                            List.of("services"),
                                            List.of(
                                                    "get", "list", "watch", "patch", "create",
                                                    "update", "delete")),
                                    new Rule(
                                            "Flags of fallbacks: an own ConfigMap for each"
                                                    + " workload, read by its name.",
                                            "",
                                            List.of("configmaps"),
                                            List.of("get", "create", "update")),
                                    new Rule(
                                            "Evidence: what runs, where it listens, and which"
                                                    + " addresses no policy may have probed.",
                                            "",
                                            List.of("pods", "nodes"),
                                            WATCHED),
                                    new Rule(
                                            "Evidence: whose pods they are, and what they ran"
                                                    + " with before.",
                                            "apps",
                                            List.of("replicasets"),
                                            WATCHED),
                                    new Rule(
                                            "Evidence: where Services lead; and where those of"
                                                    + " fallbacks do.",
                                            "discovery.k8s.io",
                                            List.of("endpointslices"),
                                            List.of("list", "watch", "create", "update")),
                                    new Rule(
                                            "Evidence: how many pods may share a database server.",
                                            "autoscaling",
                                            List.of("horizontalpodautoscalers"),
                                            WATCHED),
                                    new Rule(
                                            "Traffic, where a policy asks for it and these kinds"
                                                    + " are there: resources of the operator's"
                                                    + " own, and whether somebody else's govern"
                                                    + " the same.",
                                            "networking.istio.io",
                                            List.of(
                                                    "destinationrules",
                                                    "virtualservices",
                                                    "serviceentries"),
                                            List.of("list", "create", "patch", "delete")),
                                    new Rule(
                                            "The same, for gateways.",
                                            "gateway.envoyproxy.io",
                                            List.of("backendtrafficpolicies"),
                                            List.of("list", "create", "patch", "delete")),
                                    new Rule(
                                            "Whether the routes are there that a policy names.",
                                            "gateway.networking.k8s.io",
                                            List.of("httproutes"),
                                            List.of("get")),
                                    new Rule(
                                            "Account: an event for each change.",
                                            "events.k8s.io",
                                            List.of("events"),
                                            List.of("create")),
                                    new Rule(
                                            "Viewers: who has sent this token.",
                                            "authentication.k8s.io",
                                            List.of("tokenreviews"),
                                            List.of("create")),
                                    new Rule(
                                            "Viewers: whether they may see a policy.",
                                            "authorization.k8s.io",
                                            List.of("subjectaccessreviews"),
                                            List.of("create")))),
                    new Role(
                            "ClusterRole",
                            "connectivity-operator-secret-reader",
                            "Given to nobody here: each namespace that names Secrets in its"
                                    + " policies grants it by a RoleBinding of its own.",
                            List.of(
                                    new Rule(
                                            "Logins, one at a time and by name.",
                                            "",
                                            List.of("secrets"),
                                            List.of("get")))),
                    new Role(
                            "Role",
                            "connectivity-operator-lease",
                            "Which of the replicas acts, and what it has counted.",
                            List.of(
                                    new Rule(
                                            "Take and renew the lease; hand it back at the end.",
                                            "coordination.k8s.io",
                                            List.of("leases"),
                                            List.of("get", "create", "update", "patch")),
                                    new Rule(
                                            "Keep what was counted for objectives over a"
                                                    + " restart.",
                                            "",
                                            List.of("configmaps"),
                                            List.of("get", "create", "patch")))));

    private static final String HEAD =
            "# What the operator may do: written by `make generate` from the table in"
                    + " src/test/java/dev/connectivity/contract/Roles.java.\n";

    /**
     * One right, in RBAC's words.
     *
     * @param why what the operator does with it
     * @param group empty for the core group
     */
    record Rule(String why, String group, List<String> resources, List<String> verbs) {

        private String yaml() {
            return """
            # %s
            - apiGroups: [%s]
              resources: [%s]
              verbs: [%s]
            """
                    .formatted(
                            why,
                            group.isEmpty() ? "\"\"" : group,
                            String.join(", ", resources),
                            String.join(", ", verbs));
        }
    }

    /** A role; one that is not for the whole cluster is for the operator's own namespace. */
    record Role(String kind, String name, String what, List<Rule> rules) {

        private String yaml() {
            return """
            # %s
            apiVersion: rbac.authorization.k8s.io/v1
            kind: %s
            metadata:
              name: %s
            %srules:
            %s\
            """
                    .formatted(
                            what,
                            kind,
                            name,
                            kind.equals("Role") ? "  namespace: connectivity-system\n" : "",
                            rules.stream().map(Rule::yaml).collect(Collectors.joining()));
        }
    }

    private Roles() {}

    static String yaml() {
        return HEAD + ALL.stream().map(Role::yaml).collect(Collectors.joining("---\n"));
    }
}
