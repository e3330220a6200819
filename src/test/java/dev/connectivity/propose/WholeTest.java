package dev.connectivity.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WholeTest {

    private static FindingStatus proposed(String object, String patch) {
        return new FindingStatus(
                Reason.TrafficInconsistent,
                object,
                "spec",
                null,
                null,
                "It is missing.",
                patch,
                null,
                null,
                FindingState.proposed,
                null);
    }

    @Test
    void whatIsProposedAsAWholeIsAppliedAndIsAFileForKustomize() {
        var finding =
                proposed(
                        "VirtualService/storefront-chat",
                        """
                        apiVersion: networking.istio.io/v1
                        kind: VirtualService
                        metadata: {name: storefront-chat}
                        spec: {hosts: [chat]}
                        """);
        List<Proposal> whole = Proposer.proposeWhole("shop", List.of(finding));

        assertThat(Proposer.propose(List.of(finding), object -> Optional.empty())).isEmpty();
        assertThat(KubectlText.command(whole.getFirst()))
                .startsWith("printf %s '{\"apiVersion\":\"networking.istio.io/v1\",")
                .endsWith("' | kubectl -n shop apply -f -");
        assertThat(KustomizeText.component(whole))
                .doesNotContain("patches:")
                .contains("# virtualservice-storefront-chat.yaml:\n#   apiVersion:");
    }

    @Test
    void aChangeOfAnObjectIsNoWhole() {
        var finding =
                proposed("Service/storefront", "spec: {ports: [{port: 80, targetPort: 3001}]}");

        assertThat(Proposer.proposeWhole("shop", List.of(finding))).isEmpty();
    }
}
