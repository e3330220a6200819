package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ClusterReading;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.apply.FallbackRestorer;
import dev.connectivity.apply.HeldObjects;
import dev.connectivity.apply.Releaser;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * {@code release --all}: gives up every field that the operator holds, values kept, and lets every
 * policy be deleted. For the current context of the kubeconfig, and for a cluster in which the
 * operator no longer runs.
 */
@CommandLine.Command(
        name = "release",
        description = "Gives up every field that the operator holds; values stay as they are.")
final class ReleaseCommand implements Command {

    private final Streams streams;

    @Option(names = "--all", required = true, description = "In every namespace.")
    private boolean all;

    ReleaseCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() {
        if (!all) {
            throw new CommandException(ExitCode.Usage, "only all can be released: give --all.");
        }
        try (KubernetesClient client =
                new KubernetesClientBuilder()
                        .withKubernetesSerialization(ClusterReading.serialization())
                        .build()) {
            releaseAll(client, streams.out());
            return ExitCode.Well;
        } catch (KubernetesClientException e) {
            throw new CommandException(
                    ExitCode.Undetermined,
                    "the API server could not be asked: "
                            + e.getMessage()
                            + ". Look at the current context of the kubeconfig, and whether its"
                            + " user may list and patch Deployments, Services and policies.");
        }
    }

    static void releaseAll(KubernetesClient client, PrintStream out) {
        restoreFallbacks(client, out);
        Releaser releaser = new Releaser(client);
        Stream.concat(
                        held(Kind.Deployment, client.apps().deployments().inAnyNamespace()),
                        held(Kind.Service, client.services().inAnyNamespace()))
                .forEach(
                        held -> {
                            releaser.release(held.namespace(), held.subject());
                            out.printf(
                                    "released %s of namespace %s%n",
                                    held.subject().display(), held.namespace());
                        });
        client.resources(ConnectivityPolicy.class).inAnyNamespace().list().getItems().stream()
                .filter(policy -> policy.hasFinalizer(HeldObjects.FINALIZER))
                .forEach(policy -> client.resource(policy).edit(ReleaseCommand::withoutFinalizer));
    }

    /** While fields are still held: what is held tells what was there before. */
    private static void restoreFallbacks(KubernetesClient client, PrintStream out) {
        FallbackRestorer restorer = new FallbackRestorer(client);
        for (ConnectivityPolicy policy :
                client.resources(ConnectivityPolicy.class).inAnyNamespace().list().getItems()) {
            if (!policy.hasFinalizer(HeldObjects.FINALIZER) || policy.getSpec() == null) {
                continue;
            }
            String namespace = policy.getMetadata().getNamespace();
            String workload = policy.getSpec().workload().name();
            restorer.flagsOff(policy, workload);
            Optional.ofNullable(
                            client.apps()
                                    .deployments()
                                    .inNamespace(namespace)
                                    .withName(workload)
                                    .get())
                    .ifPresent(it -> restorer.variablesBack(policy, it));
            out.printf(
                    "switched back fallbacks of ConnectivityPolicy/%s of namespace %s%n",
                    policy.getMetadata().getName(), namespace);
        }
    }

    private record Held(String namespace, Subject subject) {}

    /** By what the objects say: a policy's status may have lost what was done for it. */
    private static <T extends HasMetadata, L extends KubernetesResourceList<T>> Stream<Held> held(
            Kind kind, Listable<L> objects) {
        return objects.list().getItems().stream()
                .filter(HeldObjects::isHeld)
                .map(HasMetadata::getMetadata)
                .map(it -> new Held(it.getNamespace(), new Subject(kind, it.getName())));
    }

    private static ConnectivityPolicy withoutFinalizer(ConnectivityPolicy policy) {
        List<String> rest = new ArrayList<>(policy.getMetadata().getFinalizers());
        rest.remove(HeldObjects.FINALIZER);
        policy.getMetadata().setFinalizers(rest);
        return policy;
    }
}
