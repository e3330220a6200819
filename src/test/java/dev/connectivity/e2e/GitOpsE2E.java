package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Git says 3000 and is applied again and again, the process listens on 3001, and the policy may
 * change what it must: nobody fights, and what is proposed ends it once it is committed.
 */
class GitOpsE2E {

    @TempDir private Path folder;

    /** Only the cluster of this repository keeps the record of who wrote. */
    @BeforeEach
    void thereIsARecord() {
        assumeThat(System.getenv("CLUSTER")).isIn(null, "testbed");
    }

    @Test
    void whatGitKeepsIsProposedAndConvergesOnceCommitted() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        List<GitOps> tools = new ArrayList<>();
        try {
            for (GitOps.Tool tool : GitOps.Tool.values()) {
                Scene scene = Scene.open("gitops");
                scenes.add(scene);
                tools.add(new GitOps(tool, scene, tool.marked(Storefront.broken().yaml())));
                scene.apply(Storefront.policy("Enforce", 3001, ""));
            }
            for (int i = 0; i < scenes.size(); i++) {
                proposes(scenes.get(i), GitOps.Tool.values()[i]);
            }
            // Two more syncs of each.
            scenes.getFirst()
                    .stays(
                            Duration.ofSeconds(21),
                            () ->
                                    assertThat(scenes)
                                            .allSatisfy(
                                                    it ->
                                                            assertThat(it.targetPort())
                                                                    .isEqualTo(3000)));
            for (int i = 0; i < scenes.size(); i++) {
                tools.get(i).commit(mended(scenes.get(i), tools.get(i).head()));
            }
            for (int i = 0; i < scenes.size(); i++) {
                converges(scenes.get(i));
                report(scenes.get(i), GitOps.Tool.values()[i], tools.get(i));
            }
        } finally {
            tools.forEach(GitOps::close);
            scenes.forEach(Scene::close);
        }
    }

    private static void proposes(Scene scene, GitOps.Tool tool) {
        scene.awaitCondition("Programmed", "False", Reason.FieldOwnershipConflict);
        scene.awaitFinding(it -> it.object().equals("Deployment/storefront"));
        assertThat(scene.findings())
                .filteredOn(it -> it.patch() != null)
                .isNotEmpty()
                .allSatisfy(
                        it -> {
                            assertThat(it.state()).isEqualTo(FindingState.proposed);
                            assertThat(it.keptBy()).isEqualTo(tool.keptBy());
                            assertThat(it.owner()).isIn(tool.manager(), null);
                        });
        assertThat(scene.findings())
                .anySatisfy(it -> assertThat(it.owner()).isEqualTo(tool.manager()));
    }

    /** What Git has once the proposal is committed, built as a GitOps controller builds it. */
    private String mended(Scene scene, String head) throws IOException {
        Path overlay = Files.createDirectories(folder.resolve(scene.namespace));
        Files.writeString(overlay.resolve("base.yaml"), head);
        Files.createDirectories(overlay.resolve("mended"));
        Files.writeString(
                overlay.resolve("mended/kustomization.yaml"),
                propose("storefront", "-n", scene.namespace, "--kustomize"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "resources: [base.yaml]\ncomponents: [mended]\n");
        return Shell.succeed("", "kubectl", "kustomize", overlay.toString());
    }

    private static String propose(String... arguments) {
        Terminal terminal = new Terminal();
        String[] command = new String[arguments.length + 1];
        command[0] = "propose";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(terminal.run(command)).as("something is to be changed").isEqualTo(1);
        return terminal.out();
    }

    private static void converges(Scene scene) {
        scene.awaitServing();
        scene.awaitCondition("Programmed", "True", Reason.Programmed);
        assertThat(scene.targetPort()).isEqualTo(3001);
        assertThat(scene.findings()).noneMatch(it -> it.patch() != null);
        assertThat(scene.revision()).as("rollouts: the first, and the commit").isEqualTo(2);
    }

    private static void report(Scene scene, GitOps.Tool tool, GitOps writer) {
        long ours = Requests.ofTestbed().changesOfWorkloads(scene.namespace);
        System.out.printf("gitops: %s writes=%d ours=%d%n", tool, writer.writes(), ours);
        assertThat(ours).isZero();
        assertThat(writer.writes()).isGreaterThanOrEqualTo(8);
    }
}
