package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is installed, next to real pods and a running operator. */
class CommandsE2E {

    private static final String COMMAND = "target/cli/connectivity";
    private static final int STARTS = 5;

    @Test
    void theIncidentIsExplainedThenDraftedThenFoundAndItsEndIsWaitedFor() {
        try (Scene scene = Scene.open("commands")) {
            deploy(scene);
            assertThat(connectivity(scene, 1, "explain", "deploy/storefront"))
                    .contains("3000 refuses on 2 of 2 pods; 3001 accepts", "<-- here")
                    .contains("ConnectionRefused: ", "its pods were asked from here");
            assertThat(connectivity(scene, 1, "explain", "deploy/storefront", "--via", "ApiServer"))
                    .as("the API server's own connects")
                    .contains("its pods were asked by the API server")
                    .contains("3000 refuses on 2 of 2 pods; 3001 accepts");

            String draft = connectivity(scene, 0, "init", "deploy/storefront");
            assertThat(draft).contains("port: 3001 # accepts on every running pod");
            scene.apply(draft);
            scene.awaitCondition("WorkloadReachable", "False", Reason.PortMismatch);
            assertThat(connectivity(scene, 1, "explain", "deploy/storefront"))
                    .contains("PortMismatch: ", "the operator says: WorkloadReachable=False");

            scene.edit("{\"spec\":{\"mode\":\"Enforce\"}}");
            assertThat(
                            connectivity(
                                    scene,
                                    0,
                                    "wait",
                                    "storefront",
                                    "--for",
                                    "WorkloadReachable",
                                    "--timeout",
                                    "60s"))
                    .contains("WorkloadReachable=True is met");
            assertThat(connectivity(scene, 0, "explain", "deploy/storefront"))
                    .contains("Reachable: ")
                    .doesNotContain("FAILS");
        }
    }

    private static void deploy(Scene scene) {
        scene.apply(Storefront.broken().yaml());
        scene.awaitListening();
    }

    /**
     * In seconds of CPU time, which on a machine that has nothing else to do is how long it takes.
     */
    @Test
    void itStartsInUnderASecond() {
        double own = best(COMMAND, "explain", "--error", "UF");
        double kubectl = best("kubectl", "version", "--client");
        System.out.printf(
                "connectivity explain --error: %.2f s; kubectl version --client: %.2f s%n",
                own, kubectl);
        assertThat(own).isPositive().isLessThan(1);
    }

    /** Jars of another age are as another build's: the cache must be left out without a word. */
    @Test
    void itWorksWithoutAHomeAndWithACacheThatDoesNotFit(@TempDir Path folder) {
        String copy = folder.resolve("cli").toString();
        Shell.succeed("", "cp", "-r", "target/cli", copy);
        Shell.succeed("", "chmod", "-R", "a-w", copy);

        assertThat(
                        Shell.run(
                                        "",
                                        List.of(
                                                "env",
                                                "HOME=/nonexistent",
                                                copy + "/kubectl-connectivity",
                                                "explain",
                                                "--error",
                                                "UF"))
                                .output())
                .isEqualTo(Shell.succeed("", COMMAND, "explain", "--error", "UF"))
                .startsWith("ConnectFailed");
    }

    private static double best(String... command) {
        String timed =
                "TIMEFORMAT='%U %S'; { time "
                        + String.join(" ", command)
                        + " >/dev/null 2>&1; } 2>&1";
        return IntStream.range(0, STARTS)
                .mapToObj(_ -> Shell.succeed("", "bash", "-c", timed).strip().split(" "))
                .mapToDouble(it -> Double.parseDouble(it[0]) + Double.parseDouble(it[1]))
                .min()
                .orElseThrow();
    }

    private static String connectivity(Scene scene, int code, String... arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-n", scene.namespace));
        Shell.Result result = Shell.run("", command);
        assertThat(result.code()).as(result.output()).isEqualTo(code);
        return result.output();
    }
}
