package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.cli.Terminal;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code propose}, as it is typed, for what a running operator has found. */
class ProposeCommandIT extends IncidentScene {

    private static final String KUBECONFIG = "kubeconfig";

    private final Terminal terminal = new Terminal();

    @BeforeEach
    void nameTheCluster() {
        System.setProperty(KUBECONFIG, kubectl.path(KUBECONFIG).toString());
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(KUBECONFIG);
    }

    @Test
    void itsCommandsMendWhatTheOperatorFound() {
        startTheOperator();
        applyPolicy("Observe");
        becomesProposed();

        assertThat(propose("storefront", "--kubectl")).isEqualTo(1);
        assertThat(terminal.out().lines()).hasSize(2).allMatch(it -> it.startsWith("kubectl -n "));
        kubectl.shell(terminal.out());
        workload.rollOut();

        becomes("Programmed", "True");
        assertThat(targetPort()).isEqualTo(3001);
        assertThat(variable()).isEqualTo("3001");
        Terminal afterwards = new Terminal();
        assertThat(afterwards.run("propose", "deploy/storefront", "-n", namespace)).isZero();
        assertThat(afterwards.out()).isEqualTo("Nothing is left to you to change.\n");
    }

    @Test
    void itSaysWhyWhereAndHow() {
        clientSideApply(
                SERVICE.replace(
                        "{name: storefront}",
                        "{name: storefront, labels: {kustomize.toolkit.fluxcd.io/name: shop,"
                                + " kustomize.toolkit.fluxcd.io/namespace: flux-system}}"));
        startTheOperator();
        applyPolicy("Enforce");
        becomesFor("Programmed", "FieldOwnershipConflict");

        assertThat(propose("deploy/storefront")).isEqualTo(1);

        assertThat(terminal.out())
                .contains(
                        "Service/storefront of namespace "
                                + namespace
                                + ", held by kubectl-client-side-apply, from Flux Kustomization"
                                + " flux-system/shop\n",
                        "PortMismatch: Service storefront sends traffic",
                        "Commit the patch in the Git source of Flux Kustomization flux-system/shop",
                        "- target: {kind: Service, name: storefront}",
                        "kubectl -n " + namespace + " patch service storefront --type json");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void scriptsGetAllOfIt() {
        startTheOperator();
        applyPolicy("Observe");
        becomesProposed();

        assertThat(propose("-o", "json")).isEqualTo(1);

        JsonNode service = Serialization.unmarshal(terminal.out(), JsonNode.class).get(0);
        assertThat(service.path("object").asText()).isEqualTo("Service/storefront");
        assertThat(service.path("type").asText()).isEqualTo("json");
        assertThat(service.at("/patch/1/value").asInt()).isEqualTo(3001);
        assertThat(service.at("/findings/0/reason").asText()).isEqualTo("PortMismatch");
        assertThat(service.path("kubectl").asText()).startsWith("kubectl -n " + namespace);
    }

    @Test
    void whatCannotBeProposedIsSaid() {
        applyPolicy("Observe");

        assertThat(propose("storefront")).isEqualTo(3);
        assertThat(terminal.err()).contains("has not looked at policy storefront as it is now");
        assertThat(propose("shopfront")).isEqualTo(2);
        assertThat(terminal.err()).contains("no policy shopfront", "get connpol");
        assertThat(propose("deploy/shopfront")).isEqualTo(2);
        assertThat(terminal.err()).contains("no policy for Deployment shopfront");
        assertThat(propose("storefront", "--kubectl", "--kustomize")).isEqualTo(2);
    }

    /** For the Service and for the Deployment: either may be found first. */
    private void becomesProposed() {
        becomesFor("Programmed", "Proposed");
        await().atMost(SOON)
                .until(
                        () ->
                                findings().stream()
                                        .filter(it -> it.state() == FindingState.proposed)
                                        .map(FindingStatus::object)
                                        .collect(Collectors.toSet()),
                        Set.of("Service/storefront", "Deployment/storefront")::equals);
    }

    private int propose(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "propose";
        command[1] = "-n";
        command[2] = namespace;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return terminal.run(command);
    }
}
