package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code examples/gitops} against the schemas of those whom it is written for. */
class GitOpsExamplesIT extends AuthorScene {

    private static final Path EXAMPLES = Path.of("examples/gitops");

    @TempDir static Path folder;

    private static Path schemas;
    private static Kubectl kubectl;

    @BeforeAll
    static void installTheirCrds() {
        schemas = Path.of(run("src/testbed/gitops-schemas").output().strip());
        kubectl = new Kubectl(API.client().getConfiguration(), folder);
        kubectl.run("create", "namespace", "shop");
        kubectl.run("create", "namespace", "argocd");
        kubectl.run("apply", "--server-side", "-f", schemas.resolve("crds").toString());
        kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    }

    @ParameterizedTest
    @CsvSource({"github-actions.yaml, vendor.github-workflows", "gitlab-ci.yaml, vendor.gitlab-ci"})
    void aPipelineIsWhatItsServiceReads(String file, String schema) {
        String check = schemas.resolve("bin/check-jsonschema").toString();

        assertThat(run(check, "--builtin-schema", schema, EXAMPLES.resolve(file).toString()))
                .satisfies(it -> assertThat(it.code()).as(it.output()).isZero());
        assertThat(run(check, "--builtin-schema", schema, EXAMPLES.resolve("flux.yaml").toString()))
                .satisfies(it -> assertThat(it.code()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux.yaml", "argocd.yaml"})
    void aControllersObjectIsAcceptedByItsCrd(String file) {
        // What is established is served a little later.
        await().untilAsserted(
                        () ->
                                kubectl.run(
                                        "create",
                                        "--dry-run=server",
                                        "--validate=strict",
                                        "-f",
                                        EXAMPLES.resolve(file).toString()));
    }

    @Test
    void whatThePipelinesApplyIsAccepted() {
        kubectl.run("apply", "-k", EXAMPLES.resolve("deploy").toString());

        assertThat(
                        API.client()
                                .resources(ConnectivityPolicy.class)
                                .inNamespace("shop")
                                .withName("storefront")
                                .get()
                                .getStatus()
                                .observedGeneration())
                .as("nobody has read it yet")
                .isEqualTo(-1);
    }

    private record Result(int code, String output) {}

    /** Standard error goes to the test's own. */
    private static Result run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
