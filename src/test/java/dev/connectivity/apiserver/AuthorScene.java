package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import dev.connectivity.apiserver.Author.Right;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An API server with {@code deploy} installed as users install it, and people with few rights. */
class AuthorScene {

    @RegisterExtension static final ApiServer API = new ApiServer();

    String namespace;

    @BeforeAll
    static void install(@TempDir Path folder) {
        var kubectl = new Kubectl(API.client().getConfiguration(), folder);
        kubectl.run("apply", "-k", "deploy");
        String somewhere = API.newNamespace();
        try (var nobody = Author.who(API.client(), somewhere, List.of())) {
            String secrets = policy("Observe", "secrets: [x]\n");
            String change = policy("Enforce", "");
            await("both policies are in force")
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    Stream.of(secrets, change)
                                            .allMatch(it -> nobody.wouldCreate(it).isPresent()));
        }
    }

    @BeforeEach
    void startInAnEmptyNamespace() {
        namespace = API.newNamespace();
    }

    Author author(List<Right> rights) {
        return Author.who(API.client(), namespace, rights);
    }

    static String policy(String mode, String spec) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: storefront}
        spec:
          mode: %s
          workload: {name: storefront}
        """
                        .formatted(mode)
                + spec.indent(2);
    }

    void administratorApplies(String policy) {
        API.client()
                .resource(Serialization.unmarshal(policy, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .serverSideApply();
    }
}
