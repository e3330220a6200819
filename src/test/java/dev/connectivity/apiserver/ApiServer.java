package dev.connectivity.apiserver;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ClusterReading;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real kube-apiserver with the CRD installed, one for all tests of the JVM, without controllers.
 * Use it as {@code @RegisterExtension static final ApiServer API = new ApiServer();}.
 */
public final class ApiServer implements BeforeAllCallback, AfterAllCallback {

    static final Path CRD = Path.of("crds/connectivitypolicies.connectivity.dev-v1.yml");

    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.GLOBAL)
                        .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }

    /** There is an address for 254 Services, and all tests together make more. */
    @Override
    public void afterAll(ExtensionContext context) {
        client().services().inAnyNamespace().list().getItems().stream()
                .filter(it -> !it.getMetadata().getNamespace().equals("default"))
                .forEach(it -> client().resource(it).delete());
    }

    /** As cluster administrator. */
    public KubernetesClient client() {
        return requireNonNull(running, "only within a test").client();
    }

    /** With which another process is cluster administrator too. */
    String kubeconfig() {
        return requireNonNull(running, "only within a test").server().getKubeConfigYaml();
    }

    /** Makes a namespace that no other test uses, and gives its name. */
    public String newNamespace() {
        return client().resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withGenerateName("test-")
                                .endMetadata()
                                .build())
                .create()
                .getMetadata()
                .getName();
    }

    /** Returns once RBAC lets a user: the authorizer hears of a binding a little later. */
    void awaitThatMay(String user, ResourceAttributes what) {
        var review =
                new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withResourceAttributes(what)
                        .endSpec()
                        .build();
        await(user + " may")
                .until(() -> client().resource(review).create().getStatus().getAllowed());
    }

    private static boolean established(@Nullable CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(
                                it ->
                                        it.getType().equals("Established")
                                                && it.getStatus().equals("True"));
    }

    private record Running(KubeAPIServer server, KubernetesClient client) implements AutoCloseable {

        static Running start() {
            if (System.getenv("KUBE_API_TEST_DIR") == null) {
                throw new IllegalStateException(
                        "Set KUBE_API_TEST_DIR to the folder that src/testbed/kube-api-test-dir"
                                + " prints.");
            }
            var server =
                    new KubeAPIServer(
                            KubeAPIServerConfigBuilder.anAPIServerConfig()
                                    .withUpdateKubeConfig(false)
                                    .withStartupTimeout(60_000)
                                    .build());
            server.start();
            var client =
                    new KubernetesClientBuilder()
                            .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                            .withKubernetesSerialization(ClusterReading.serialization())
                            .build();
            installCrd(client);
            return new Running(server, client);
        }

        private static void installCrd(KubernetesClient client) {
            var crd = client.apiextensions().v1().customResourceDefinitions().load(CRD.toFile());
            crd.serverSideApply();
            crd.waitUntilCondition(ApiServer::established, 60, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            client.close();
            server.stop();
        }
    }
}
