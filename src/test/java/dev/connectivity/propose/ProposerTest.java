package dev.connectivity.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.propose.Patch.Operation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProposerTest {

    private static final String CONTAINER = "spec.template.spec.containers[name=app].";

    private final Service service =
            Serialization.unmarshal(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: storefront, namespace: shop}
                    spec:
                      ports:
                      - {name: metrics, port: 9090, protocol: TCP, targetPort: 9090}
                      - {name: dns, port: 80, protocol: UDP, targetPort: 53}
                      - {name: http, port: 80, protocol: TCP, targetPort: 3000}
                    """,
                    Service.class);
    private final Deployment deployment =
            Serialization.unmarshal(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: storefront, namespace: shop}
                    spec:
                      template:
                        spec:
                          containers:
                          - {name: sidecar}
                          - name: app
                            env:
                            - {name: LOG, value: info}
                            - {name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}
                    """,
                    Deployment.class);

    @Test
    void aServicesPortIsFoundByItsPlaceAndTested() {
        assertThat(patch(targetPort(FindingState.proposed)))
                .isEqualTo(
                        new Patch.Json(
                                List.of(
                                        new Operation("test", "/spec/ports/2/port", 80),
                                        new Operation("add", "/spec/ports/2/targetPort", 3001))));
    }

    @Test
    void findingsOfOneObjectAreOnePatch() {
        Patch patch =
                patch(
                        variable("PORT", "{name: PORT, value: '3001'}"),
                        finding(
                                CONTAINER + "readinessProbe.tcpSocket",
                                template("readinessProbe: {tcpSocket: {port: 3001}, exec: null}")));

        assertThat(patch.type()).isEqualTo("strategic");
        assertThat(patch.yaml())
                .isEqualTo(
                        """
                        apiVersion: "apps/v1"
                        kind: "Deployment"
                        metadata:
                          name: "storefront"
                        spec:
                          template:
                            spec:
                              containers:
                              - name: "app"
                                env:
                                - name: "PORT"
                                  value: "3001"
                                readinessProbe:
                                  tcpSocket:
                                    port: 3001
                                  exec: null
                        """);
    }

    @Test
    void whatMustStandBeforeAnotherIsPutThere() {
        Patch patch =
                patch(
                        variable(
                                "URL",
                                "{name: SOURCE, valueFrom: {secretKeyRef: {name: db, key: url}}},"
                                        + " {name: URL, value: '$(SOURCE)?a=b', valueFrom: null}",
                                "$setElementOrder/env: [{name: SOURCE}, {name: URL}], "),
                        variable("PORT", "{name: PORT, value: '3001'}"));

        String env = "/spec/template/spec/containers/1/env/";
        assertThat((List<?>) patch.content())
                .isEqualTo(
                        List.of(
                                new Operation(
                                        "test", "/spec/template/spec/containers/1/name", "app"),
                                new Operation("test", env + "1/name", "URL"),
                                new Operation(
                                        "add",
                                        env + "1",
                                        Map.of(
                                                "name",
                                                "SOURCE",
                                                "valueFrom",
                                                Map.of(
                                                        "secretKeyRef",
                                                        Map.of("name", "db", "key", "url")))),
                                new Operation("test", env + "2/name", "URL"),
                                new Operation("add", env + "2/value", "$(SOURCE)?a=b"),
                                new Operation("remove", env + "2/valueFrom", null),
                                new Operation(
                                        "add",
                                        env + "-",
                                        Map.of("name", "PORT", "value", "3001"))));
    }

    @Test
    void whatIsDoneIsNotProposed() {
        assertThat(proposals(targetPort(FindingState.applied))).isEmpty();
        service.getSpec().getPorts().get(2).getTargetPort().setValue(3001);
        assertThat(proposals(targetPort(FindingState.proposed))).isEmpty();
        assertThat(proposals(targetPort(FindingState.contested))).isEmpty();
    }

    @Test
    void whatIsContestedIsProposed() {
        assertThat(proposals(targetPort(FindingState.contested))).hasSize(1);
    }

    @Test
    void aCommandMaySayAnything() {
        FindingStatus quoted = variable("A", "{name: A, value: \"it's $(B) and `c`\"}");

        assertThat(KubectlText.command(proposals(quoted).getFirst()))
                .startsWith(
                        "kubectl -n shop patch deployment storefront --type strategic --patch '")
                .endsWith("\"value\":\"it'\\''s $(B) and `c`\"}]}]}}}}'");
    }

    @Test
    void aHelmReleaseIsNamedWithWhatItsTemplatesRender() {
        service.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "Helm"));
        service.getMetadata()
                .setAnnotations(
                        Map.of(
                                "meta.helm.sh/release-name", "storefront",
                                "meta.helm.sh/release-namespace", "shop"));

        assertThat(String.join("\n", hints()))
                .startsWith("Helm release shop/storefront renders this object")
                .contains("template of kind Service")
                .contains("  spec.ports[port=80,protocol=TCP].targetPort, now 3000: 3001\n")
                .contains("helm get manifest storefront -n shop names the template")
                .doesNotContain(".Values");
    }

    @Test
    void whereToCommitFollowsFromTheMarks() {
        assertThat(hints()).isEmpty();
        assertThat(hints("argocd.argoproj.io/tracking-id", "shop:/Service:shop/storefront"))
                .singleElement()
                .asString()
                .contains("Argo CD Application shop", "spec.source.kustomize.patches");
        assertThat(hints("kustomize.toolkit.fluxcd.io/name", "shop"))
                .singleElement()
                .asString()
                .contains("Flux Kustomization shop", "spec.patches");
        assertThat(String.join("\n", hints("helm.toolkit.fluxcd.io/name", "shop")))
                .contains("Flux HelmRelease shop", "spec.values", "spec.postRenderers");
        assertThat(hints("objectset.rio.cattle.io/id", "shop"))
                .singleElement()
                .asString()
                .contains("Fleet bundle shop");
        assertThat(hints("kapp.k14s.io/app", "17"))
                .singleElement()
                .asString()
                .contains("kapp app 17");
    }

    @Test
    void aProposalForPeopleSaysWhyWhereAndHow() {
        assertThat(ProposalText.of(proposals(targetPort(FindingState.proposed)).getFirst()))
                .isEqualTo(
                        """
                        Service/storefront of namespace shop, held by ci
                        PortMismatch: Set it.

                        kustomize:
                          patches:
                          - target: {kind: Service, name: storefront}
                            patch: |-
                              - op: "test"
                                path: "/spec/ports/2/port"
                                value: 80
                              - op: "add"
                                path: "/spec/ports/2/targetPort"
                                value: 3001

                        kubectl:
                          kubectl -n shop patch service storefront --type json --patch '[{"op":"test","path":"/spec/ports/2/port","value":80},{"op":"add","path":"/spec/ports/2/targetPort","value":3001}]'
                        """);
    }

    private List<String> hints(String key, String value) {
        service.getMetadata().setAnnotations(Map.of(key, value));
        return hints();
    }

    private List<String> hints() {
        return Hints.of(proposals(targetPort(FindingState.proposed)).getFirst());
    }

    private Patch patch(FindingStatus... findings) {
        return proposals(findings).getFirst().patch();
    }

    private List<Proposal> proposals(FindingStatus... findings) {
        return Proposer.propose(
                List.of(findings),
                object ->
                        Stream.<HasMetadata>of(service, deployment)
                                .filter(it -> object.equals(it.getKind() + "/storefront"))
                                .findFirst());
    }

    private static FindingStatus targetPort(FindingState state) {
        return new FindingStatus(
                Reason.PortMismatch,
                "Service/storefront",
                "spec.ports[port=80,protocol=TCP].targetPort",
                "3000",
                "3001",
                "Set it.",
                "spec: {ports: [{port: 80, protocol: TCP, targetPort: 3001}]}",
                "ci",
                null,
                state,
                null);
    }

    private static FindingStatus variable(String name, String entries) {
        return variable(name, entries, "");
    }

    private static FindingStatus variable(String name, String entries, String order) {
        return finding(
                CONTAINER + "env[name=" + name + "].value",
                template(order + "env: [" + entries + "]"));
    }

    private static String template(String fields) {
        return "spec: {template: {spec: {containers: [{name: app, " + fields + "}]}}}";
    }

    private static FindingStatus finding(String field, String patch) {
        return new FindingStatus(
                Reason.EnvironmentInconsistent,
                "Deployment/storefront",
                field,
                null,
                null,
                "Set it.",
                patch,
                null,
                null,
                FindingState.proposed,
                null);
    }
}
