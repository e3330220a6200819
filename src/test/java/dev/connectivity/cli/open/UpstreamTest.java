package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static <T> T deployed(String file, Class<T> type) throws IOException {
        return Serialization.unmarshal(Files.readString(Path.of("deploy", file)), type);
    }

    @Test
    void theRoleOfPageViewersIsForThePathThatIsAsked() throws IOException {
        Service service = deployed("service.yaml", Service.class);
        Role role = deployed("page-viewer.yaml", Role.class);
        String name = role.getRules().getFirst().getResourceNames().getFirst();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(Config.empty()).build();
                Upstream upstream =
                        Upstream.throughApiServer(
                                client,
                                role.getMetadata().getNamespace(),
                                service.getMetadata().getName())) {
            assertThat(upstream.base())
                    .endsWith("/api/v1/namespaces/connectivity-system/services/" + name + "/proxy");
        }
        assertThat(name)
                .isEqualTo(
                        "http:%s:%s",
                        service.getMetadata().getName(),
                        service.getSpec().getPorts().getFirst().getName());
        assertThat(role.getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get"))
                .satisfies(
                        rule -> assertThat(rule.getResources()).containsExactly("services/proxy"));
    }

    @Test
    void redirectsStayWithinThePage() {
        try (Upstream upstream =
                Upstream.at(URI.create("https://shop.example.test/connectivity/"), null, "a")) {
            assertThat(upstream.within("/connectivity/policies/a")).contains("/policies/a");
            assertThat(upstream.within("../b")).contains("../b");
            assertThat(upstream.within("https://login.example.test/")).isEmpty();
            assertThat(upstream.within("//login.example.test/")).isEmpty();
        }
    }
}
