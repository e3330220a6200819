package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.HeldObjects;
import dev.connectivity.apply.Releaser;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code release --all}: gives up every field that the operator holds, values kept, and lets every
 * policy be deleted. For the current context of the kubeconfig, and for a cluster in which the
 * operator no longer runs.
 */
final class ReleaseCommand {

    static final String USAGE =
            "usage: release --all   gives up every field that the operator holds; values stay as"
                    + " they are";

    private ReleaseCommand() {}

    static ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
        if (!arguments.equals(List.of("--all"))) {
            err.println(USAGE);
            return ExitCode.Usage;
        }
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            releaseAll(client, out);
            return ExitCode.Well;
        } catch (KubernetesClientException e) {
            err.println("release: the API server could not be asked: " + e.getMessage());
            return ExitCode.Undetermined;
        }
    }

    static void releaseAll(KubernetesClient client, PrintStream out) {
        Releaser releaser = new Releaser(client);
        for (ConnectivityPolicy policy :
                client.resources(ConnectivityPolicy.class).inAnyNamespace().list().getItems()) {
            String namespace = policy.getMetadata().getNamespace();
            HeldObjects.of(policy).forEach(held -> releaser.release(namespace, held));
            if (policy.hasFinalizer(HeldObjects.FINALIZER)) {
                client.resource(policy).edit(ReleaseCommand::withoutFinalizer);
            }
            out.printf("released %s/%s%n", namespace, policy.getMetadata().getName());
        }
    }

    private static ConnectivityPolicy withoutFinalizer(ConnectivityPolicy policy) {
        List<String> rest = new ArrayList<>(policy.getMetadata().getFinalizers());
        rest.remove(HeldObjects.FINALIZER);
        policy.getMetadata().setFinalizers(rest);
        return policy;
    }
}
