package dev.connectivity.apiserver;

import java.util.Set;

/** Who else writes to objects, each as the real tool does. */
enum Writer {
    CLIENT_SIDE_APPLY("kubectl-client-side-apply") {
        @Override
        void write(Kubectl kubectl, String namespace, Contest contest, int value) {
            kubectl.onFile(namespace, contest.manifest(value), "apply");
        }
    },
    SERVER_SIDE_APPLY("ci") {
        @Override
        void write(Kubectl kubectl, String namespace, Contest contest, int value) {
            kubectl.onFile(
                    namespace,
                    contest.manifest(value),
                    "apply",
                    "--server-side",
                    "--field-manager",
                    manager());
        }
    },
    SET_ENV("kubectl-set") {
        @Override
        void write(Kubectl kubectl, String namespace, Contest contest, int value) {
            kubectl.runIn(namespace, "set", "env", contest.object(), "PORT=" + value);
        }
    },
    EDIT("kubectl-edit") {
        @Override
        void write(Kubectl kubectl, String namespace, Contest contest, int value) {
            kubectl.edit(
                    namespace,
                    contest.object(),
                    contest.text(1).replace("1", "[0-9]*"),
                    contest.text(value));
        }
    },
    /** What an upgrade sends: where release and cluster differ, as a strategic merge patch. */
    HELM("helm") {
        @Override
        void write(Kubectl kubectl, String namespace, Contest contest, int value) {
            kubectl.runIn(
                    namespace,
                    "patch",
                    contest.object(),
                    "--field-manager",
                    manager(),
                    "--type",
                    "strategic",
                    "--patch-file",
                    kubectl.file("chart.yaml", contest.manifest(value)).toString());
        }
    };

    private final String manager;

    Writer(String manager) {
        this.manager = manager;
    }

    abstract void write(Kubectl kubectl, String namespace, Contest contest, int value);

    /** The name by which the API server remembers it. */
    String manager() {
        return manager;
    }

    /** Whether it keeps what it has declared by server-side apply. */
    boolean declares() {
        return this == SERVER_SIDE_APPLY;
    }

    /** Whether the field is one that it can write. */
    boolean writes(Contest contest) {
        return this != SET_ENV || contest == Contest.VARIABLE;
    }

    /** Makes the object with this value in the field, held by this writer. */
    void make(Kubectl kubectl, String namespace, Contest contest, int value) {
        if (Set.of(CLIENT_SIDE_APPLY, SERVER_SIDE_APPLY).contains(this)) {
            write(kubectl, namespace, contest, value);
            return;
        }
        kubectl.onFile(namespace, contest.manifest(2999), "create");
        write(kubectl, namespace, contest, value);
    }
}
