package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.cli.open.FakeOperator;
import dev.connectivity.cli.open.Opened;
import dev.connectivity.testing.OutsideAddress;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code connectivity open} through the proxy of a real API server: what that passes on, what it
 * keeps, and what it wants to be allowed.
 */
class OpenIT {

    @RegisterExtension static final ApiServer API = new ApiServer();

    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: connectivity-operator}
            spec: {ports: [{name: http, port: 8080, targetPort: http}]}
            """;

    /** What the controllers of a cluster would make of a running pod; the proxy still reads it. */
    private static final String ENDPOINTS =
            """
            apiVersion: v1
            kind: Endpoints
            metadata: {name: connectivity-operator}
            subsets: [{ports: [{name: http, port: %d}], addresses: [{ip: %s, targetRef: {kind: Pod, namespace: %s, name: connectivity-operator-1}}]}]
            """;

    /** To no other address does the proxy go than a pod's own. */
    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: connectivity-operator-1}
            spec: {containers: [{name: operator, image: connectivity-operator}]}
            """;

    private final FakeOperator operator = FakeOperator.on(OutsideAddress.get(), 0);
    private final KubernetesClient client = API.client();
    private final String namespace = API.newNamespace();
    private Path folder = Path.of("");

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        this.folder = folder;
        use(API.kubeconfig());
        create(SERVICE);
        String address = OutsideAddress.get().getHostAddress();
        create(ENDPOINTS.formatted(operator.port(), address, namespace));
        create(POD);
        client.pods()
                .inNamespace(namespace)
                .withName("connectivity-operator-1")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"podIP\":\"%1$s\",\"podIPs\":[{\"ip\":\"%1$s\"}]}}"
                                .formatted(address));
        client.resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("viewer")
                                .endMetadata()
                                .build())
                .inNamespace(namespace)
                .create();
    }

    @AfterEach
    void forget() {
        operator.close();
        System.clearProperty("kubeconfig");
    }

    private void use(String kubeconfig) throws IOException {
        System.setProperty(
                "kubeconfig",
                Files.writeString(folder.resolve("kubeconfig"), kubeconfig).toString());
    }

    private void create(String yaml) {
        client.resource(yaml).inNamespace(namespace).create();
    }

    private Opened open(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"--operator-namespace", namespace, "-n", namespace},
                0,
                arguments,
                0,
                4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Opened.with(arguments);
    }

    private String token() {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("viewer")
                .tokenRequest(new TokenRequest())
                .getStatus()
                .getToken();
    }

    /** The administrator's, with another user. */
    private String kubeconfigOf(String user) {
        Config config = Serialization.unmarshal(API.kubeconfig(), Config.class);
        config.getUsers().forEach(it -> it.setUser(Serialization.unmarshal(user, AuthInfo.class)));
        return Serialization.asYaml(config);
    }

    @Test
    void theTokenOfAServiceAccountReachesTheOperatorAndIsGoodThereAlone() throws Exception {
        try (Opened opened = open("--service-account", "viewer")) {
            assertThat(opened.browse().first())
                    .as(opened.terminal.err())
                    .contains("<h1>Policies of päge</h1>", "default-src 'self'")
                    .doesNotContainIgnoringCase("audit-id", "tracked=1");
        }
        String sent = operator.asked.getLast().headers().getFirst("X-Forwarded-Access-Token");
        assertThat(operator.asked)
                .allSatisfy(
                        it ->
                                assertThat(it.headers())
                                        .doesNotContainKeys("Authorization", "Cookie"));
        assertThat(authenticated(sent)).as("as a caller of the API server").isFalse();
        assertThat(authenticated(sent, "connectivity.dev")).isTrue();
    }

    private void bindTheRole() throws IOException {
        create(
                Files.readString(Path.of("deploy/page-viewer.yaml"))
                        .replace("connectivity-system", namespace));
        create(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: page-viewers}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: connectivity-page-viewer}
                subjects: [{kind: ServiceAccount, name: viewer, namespace: %s}]
                """
                        .formatted(namespace));
        API.awaitThatMay(
                "system:serviceaccount:" + namespace + ":viewer",
                new ResourceAttributesBuilder()
                        .withNamespace(namespace)
                        .withVerb("get")
                        .withResource("services")
                        .withSubresource("proxy")
                        .withName("http:connectivity-operator:http")
                        .build());
    }

    private boolean authenticated(String token, String... audiences) {
        var review =
                new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audiences)
                        .endSpec()
                        .build();
        return Boolean.TRUE.equals(
                client.tokenReviews().create(review).getStatus().getAuthenticated());
    }

    @Test
    void eventsComeThroughOneByOne() throws Exception {
        try (Opened opened = open("--service-account", namespace + "/viewer");
                Socket stream =
                        opened.browse().stream("/events", "Accept: text/event-stream\r\n")) {
            operator.events.add("data: one\n\n");
            Opened.readTo(stream.getInputStream(), "data: one\n\n");
            operator.events.add("data: two\n\n");
            Opened.readTo(stream.getInputStream(), "data: two\n\n");
        }
    }

    @Test
    void whatTheOperatorAnswersItselfComesThroughWhateverItsStatus() throws Exception {
        try (Opened opened = open("--service-account", "viewer")) {
            Opened.Browsing browser = opened.browse();
            assertThat(browser.get("/api/health"))
                    .startsWith("HTTP/1.1 503")
                    .contains("{\"status\":\"Down\"}");
            assertThat(browser.get("/policies/none"))
                    .startsWith("HTTP/1.1 404")
                    .contains("<p>none</p>");
            assertThat(browser.get("/policies/shop"))
                    .containsIgnoringCase("/policies/shop/storefront\r\n")
                    .doesNotContain("/proxy/");
        }
    }

    @Test
    void aClientCertificateCannotBePassedOnAndTheWaysOutAreNamed() throws Exception {
        try (Opened opened = open()) {
            assertThat(opened.code()).isEqualTo(2);
            assertThat(opened.terminal.err())
                    .contains(
                            "logs in by a client certificate",
                            "connectivity open --service-account NAMESPACE/NAME",
                            "connectivity open --token-file FILE");
        }
    }

    @Test
    void theWayThereTakesOneRightWhichTheRoleHolds() throws Exception {
        use(kubeconfigOf("token: " + token()));
        String user = "system:serviceaccount:" + namespace + ":viewer";
        try (Opened opened = open()) {
            assertThat(opened.code()).as(opened.terminal.err()).isEqualTo(3);
            assertThat(opened.terminal.err())
                    .contains(
                            user + " may not get services/proxy",
                            "--role=connectivity-page-viewer --serviceaccount="
                                    + namespace
                                    + ":viewer");
        }
        bindTheRole();
        try (Opened opened = open()) {
            assertThat(opened.browse().first()).startsWith("HTTP/1.1 200");
            assertThat(opened.terminal.err()).doesNotContain("may not");
        }
    }

    @Test
    void theTokenOfAPluginIsMadeAnewOnceItIsRefused() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), token());
        Path plugin =
                Files.writeString(
                        folder.resolve("plugin"),
                        """
                        #!/bin/sh
                        printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%%s"}}' "$(cat %s)"
                        """
                                .formatted(token));
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        bindTheRole();
        use(
                kubeconfigOf(
                        "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: %s}"
                                .formatted(plugin)));
        try (Opened opened = open()) {
            Opened.Browsing browser = opened.browse();
            assertThat(browser.first()).as(opened.terminal.err()).startsWith("HTTP/1.1 200");
            String another = token();
            operator.tokens.add(another);
            Files.writeString(token, another);
            assertThat(browser.get("/")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        try (Opened opened = open("--service-account", "nobody")) {
            assertThat(opened.code()).isEqualTo(2);
            assertThat(opened.terminal.err()).contains("has no ServiceAccount nobody");
        }
        try (Opened opened = open("--service-account", "viewer", "--service", "nothing")) {
            assertThat(opened.code()).isEqualTo(2);
            assertThat(opened.terminal.err()).contains("There is no Service nothing");
        }
        operator.close();
        try (Opened opened = open("--service-account", "viewer")) {
            assertThat(opened.code()).as(opened.terminal.err()).isEqualTo(3);
            assertThat(opened.terminal.err())
                    .contains("No replica of the operator answers", "get pods");
        }
    }
}
