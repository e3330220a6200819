package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectivity.testing.Examples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {

    private static final Path MISMATCH = Path.of("examples/check/service-target-port.yaml");
    private static final Path GOOD = Path.of("examples/check/good-storefront.yaml");

    @TempDir Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void aPipeIsReadAndItsLinesAreNamed() throws IOException {
        terminal.piping(Files.readString(MISMATCH));
        assertThat(terminal.run("check", "-")).isEqualTo(1);
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        <stdin>:31: error: PortMismatch
                          Service storefront sends traffic for port http (80) to 3000, but the policy says that the process listens on 3001. Set targetPort to 3001.
                          at:  Service shop/storefront spec.ports[port=80,protocol=TCP].targetPort
                          fix: 3000 -> 3001
                        3 objects checked: 1 error.
                        """);
    }

    @Test
    void severalSourcesAreOneSet() throws IOException {
        String[] documents = Files.readString(GOOD).split("---\n");
        Files.createDirectories(folder.resolve("web/deep"));
        Files.writeString(folder.resolve("web/deep/policy.yml"), documents[0]);
        Files.writeString(folder.resolve("web/deployment.yaml"), documents[1]);
        Path service = Files.writeString(folder.resolve("service.txt"), documents[2]);
        assertThat(terminal.run("check", folder.resolve("web").toString())).isEqualTo(3);
        assertThat(terminal.out()).contains("policy.yml:", "ServiceNotFound");
        assertThat(terminal.run("check", folder.resolve("web").toString(), service.toString()))
                .isZero();
    }

    @Test
    void aCompleteSetLacksWhatIsNotInIt() {
        String sample = "examples/check/service-missing.yaml";
        assertThat(terminal.run("check", sample)).isEqualTo(3);
        assertThat(terminal.run("check", "--complete", sample)).isEqualTo(1);
        assertThat(terminal.out()).contains("Service storefront-web does not exist: create it");
        assertThat(terminal.run("check", "--complete", "examples/check/secret-missing.yaml"))
                .isEqualTo(1);
    }

    @Test
    void jsonWithTabsIsRead() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("list.json"),
                        """
                        {
                        \t"apiVersion": "v1", "kind": "Service",
                        \t"metadata": {"name": "storefront"},
                        \t"spec": {"ports": [{"port": "80"}]}
                        }
                        """);
        assertThat(terminal.run("check", file.toString())).isEqualTo(1);
        assertThat(terminal.out())
                .contains("list.json:4: error: InvalidManifest", "must be a whole number")
                .contains("Service default/storefront spec.ports[0].port");
    }

    @Test
    void theNamespaceOfThoseThatSayNoneCanBeNamed() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("set.yaml"),
                        Files.readString(MISMATCH).replace(", namespace: shop", ""));
        assertThat(terminal.run("check", "-n", "eu", file.toString())).isEqualTo(1);
        assertThat(terminal.out()).contains("Service eu/storefront");
    }

    @Test
    void patchesOfKustomizeAreLeftOut() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), Files.readString(GOOD));
        Files.writeString(
                folder.resolve("patch.yaml"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: storefront, namespace: shop}
                spec: {replicas: 5}
                """);
        assertThat(terminal.run("check", folder.toString())).isEqualTo(1);
        assertThat(terminal.out()).contains("spec.template is missing; give it.");
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [base.yaml]\n");
        assertThat(terminal.run("check", folder.toString())).isZero();
    }

    @Test
    void aliasesWithinAliasesAreNotFollowedForEver() throws IOException {
        StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: Service\nx0: &x0 [a, a]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }
        terminal.piping(bomb.toString());
        assertThat(terminal.run("check", "-")).isEqualTo(1);
        assertThat(terminal.out()).contains("InvalidManifest");
    }

    @Test
    void dependenciesAreAskedFromHereWhereThatIsWanted() throws IOException {
        System.setProperty("connectivity.probes.allow", "127.0.0.0/8");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            terminal.piping(
                    """
                    apiVersion: connectivity.dev/v1alpha1
                    kind: ConnectivityPolicy
                    metadata: {name: storefront, namespace: shop}
                    spec:
                      workload: {name: storefront}
                      upstreams:
                      - {name: there, url: "tcp://127.0.0.1:%d"}
                      - {name: gone, url: "tcp://127.0.0.1:1"}
                    """
                            .formatted(server.getLocalPort()));
            assertThat(terminal.run("check", "--probe", "-")).isEqualTo(1);
        } finally {
            System.clearProperty("connectivity.probes.allow");
        }
        assertThat(terminal.out())
                .contains("<stdin>:8: error: ConnectionRefused", "Asked from here, gone is down")
                .doesNotContain("there is down", "there gave no answer");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(terminal.run("check", "nowhere.yaml")).isEqualTo(2);
        assertThat(terminal.err()).contains("nowhere.yaml is not there", "name a file");
        assertThat(terminal.run("check")).isEqualTo(2);
        assertThat(terminal.run("check", "--max-connections", "0", "-")).isEqualTo(2);
    }

    /** The rules of the API, in the words of the API. */
    @ParameterizedTest
    @MethodSource("invalidPolicies")
    void aPolicyThatTheApiRefusesIsRefusedInItsWords(Path file) throws IOException {
        assertThat(terminal.run("check", "-o", "json", file.toString())).isEqualTo(1);
        assertThat(
                        new JsonMapper()
                                .readTree(terminal.out())
                                .path("findings")
                                .findValuesAsText("reason"))
                .contains("InvalidSpec");
    }

    static Stream<Path> invalidPolicies() {
        return Examples.INVALID.files().stream();
    }

    @Test
    void theExamplesOfPoliciesAreValid() {
        for (Path file : Examples.VALID.files()) {
            terminal.run("check", "-o", "json", file.toString());
            assertThat(terminal.out())
                    .doesNotContain("InvalidSpec", "InvalidManifest", "RecoveryUnachievable");
        }
    }
}
