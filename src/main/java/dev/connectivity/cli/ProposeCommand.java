package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ClusterReading;
import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.cli.console.Command;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import dev.connectivity.cli.console.Output;
import dev.connectivity.cli.console.Streams;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.plan.Keeper;
import dev.connectivity.propose.Hints;
import dev.connectivity.propose.KubectlText;
import dev.connectivity.propose.KustomizeText;
import dev.connectivity.propose.Proposal;
import dev.connectivity.propose.ProposalText;
import dev.connectivity.propose.Proposer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code propose [POLICY|deploy/NAME]}: what is left to change, ready to be committed or sent. It
 * reads policies and the objects that they found something about, and writes nothing.
 */
@CommandLine.Command(
        name = "propose",
        description = "Prints what policies leave to you to change, ready to be committed or sent.")
final class ProposeCommand implements Command {

    private static final String DEPLOYMENT = "deploy/";

    private final Streams streams;

    @Parameters(
            arity = "0..1",
            paramLabel = "POLICY|deploy/NAME",
            description = "Which policy, by its name or its workload's; if left out, all.")
    private String target = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Of the policy; if left out, the kubeconfig's.")
    private String namespace = "";

    @ArgGroup private Form form = new Form();

    @Mixin private Output output = new Output();

    /** Only one of them, for a file or a shell. */
    static final class Form {

        @Option(
                names = "--kustomize",
                description = "Print a Kustomize component alone: a whole kustomization.yaml.")
        private boolean kustomize;

        @Option(names = "--kubectl", description = "Print the kubectl commands alone.")
        private boolean kubectl;
    }

    ProposeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public ExitCode run() throws IOException {
        try (KubernetesClient client =
                new KubernetesClientBuilder()
                        .withKubernetesSerialization(ClusterReading.serialization())
                        .build()) {
            List<Proposal> proposals = proposals(client);
            print(proposals);
            return proposals.isEmpty() ? ExitCode.Well : ExitCode.Findings;
        } catch (KubernetesClientException e) {
            throw new CommandException(
                    ExitCode.Undetermined,
                    "the API server could not be asked: "
                            + e.getMessage()
                            + ". Look at the current context of the kubeconfig, and whether its"
                            + " user may read policies, Deployments and Services.");
        }
    }

    /** Of all policies that are meant, one for each object. */
    private List<Proposal> proposals(KubernetesClient client) {
        String where =
                namespace.isEmpty()
                        ? Objects.requireNonNullElse(client.getNamespace(), "default")
                        : namespace;
        List<FindingStatus> findings =
                policies(client, where).stream().flatMap(ProposeCommand::findings).toList();
        return Stream.concat(
                        Proposer.propose(findings, object -> object(client, where, object))
                                .stream(),
                        Proposer.proposeWhole(where, findings).stream())
                .toList();
    }

    private List<ConnectivityPolicy> policies(KubernetesClient client, String where) {
        List<ConnectivityPolicy> meant =
                client
                        .resources(ConnectivityPolicy.class)
                        .inNamespace(where)
                        .list()
                        .getItems()
                        .stream()
                        .filter(this::isMeant)
                        .toList();
        if (meant.isEmpty() && !target.isEmpty()) {
            throw new CommandException(
                    ExitCode.Usage,
                    "namespace %s has no policy %s. See kubectl -n %s get connpol."
                            .formatted(
                                    where,
                                    target.startsWith(DEPLOYMENT)
                                            ? "for Deployment "
                                                    + target.substring(DEPLOYMENT.length())
                                            : target,
                                    where));
        }
        return meant;
    }

    private boolean isMeant(ConnectivityPolicy policy) {
        if (target.isEmpty()) {
            return true;
        }
        return target.startsWith(DEPLOYMENT)
                ? policy.getSpec() != null
                        && target.substring(DEPLOYMENT.length())
                                .equals(policy.getSpec().workload().name())
                : target.equals(policy.getMetadata().getName());
    }

    private static Stream<FindingStatus> findings(ConnectivityPolicy policy) {
        if (policy.getStatus() == null
                || !policy.getMetadata()
                        .getGeneration()
                        .equals(policy.getStatus().observedGeneration())) {
            throw new CommandException(
                    ExitCode.Undetermined,
                    "the operator has not looked at policy %s as it is now. Wait for it, or look whether it runs: kubectl -n connectivity-system get pods."
                            .formatted(policy.getMetadata().getName()));
        }
        return Optional.of(policy.getStatus()).map(ConnectivityPolicyStatus::findings).stream()
                .flatMap(List::stream);
    }

    private static Optional<HasMetadata> object(
            KubernetesClient client, String where, String object) {
        String name = object.substring(object.indexOf('/') + 1);
        if (!object.startsWith(Kind.Service + "/") && !object.startsWith(Kind.Deployment + "/")) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                object.startsWith(Kind.Service + "/")
                        ? client.services().inNamespace(where).withName(name).get()
                        : client.apps().deployments().inNamespace(where).withName(name).get());
    }

    private void print(List<Proposal> proposals) throws IOException {
        PrintStream out = streams.out();
        if (form.kustomize) {
            out.print(KustomizeText.component(proposals));
        } else if (form.kubectl) {
            proposals.forEach(it -> out.println(KubectlText.command(it)));
        } else {
            output.print(
                    proposals.stream().map(Printed::of).toList(), out, it -> text(proposals, it));
        }
    }

    private static void text(List<Proposal> proposals, PrintStream out) {
        out.println(
                proposals.isEmpty()
                        ? "Nothing is left to you to change."
                        : proposals.stream()
                                .map(ProposalText::of)
                                .collect(Collectors.joining("\n")));
    }

    /** A proposal for scripts. */
    record Printed(
            String namespace,
            String object,
            @Nullable String keptBy,
            List<FindingStatus> findings,
            String type,
            Object patch,
            String kubectl,
            List<String> where) {

        static Printed of(Proposal proposal) {
            return new Printed(
                    proposal.namespace(),
                    proposal.kind() + "/" + proposal.name(),
                    proposal.keeper().map(Keeper::display).orElse(null),
                    proposal.findings(),
                    proposal.patch().type(),
                    proposal.patch().content(),
                    KubectlText.command(proposal),
                    Hints.of(proposal));
        }
    }
}
