package dev.connectivity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
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

    /** For both objects, and nothing else, once the pods are up. */
    private static void proposes(Scene scene, GitOps.Tool tool) {
        scene.awaitCondition("Programmed", "False", Reason.FieldOwnershipConflict);
        await().atMost(Scene.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(scene.findings())
                                        .filteredOn(it -> it.patch() != null)
                                        .allSatisfy(it -> isProposed(it, tool))
                                        .filteredOn(it -> tool.manager().equals(it.owner()))
                                        .extracting(FindingStatus::object)
                                        .contains("Service/storefront", "Deployment/storefront"));
    }

    private static void isProposed(FindingStatus finding, GitOps.Tool tool) {
        assertThat(finding.state()).isEqualTo(FindingState.proposed);
        assertThat(finding.keptBy()).isEqualTo(tool.keptBy());
        assertThat(finding.owner()).isIn(tool.manager(), null);
    }

    /** What Git has once the proposal is committed, built as a GitOps controller builds it. */
    private String mended(Scene scene, String head) throws IOException {
        Path overlay = Files.createDirectories(folder.resolve(scene.namespace));
        Files.writeString(overlay.resolve("base.yaml"), head);
        Files.createDirectories(overlay.resolve("mended"));
        Files.writeString(overlay.resolve("mended/kustomization.yaml"), propose(scene));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "resources: [base.yaml]\ncomponents: [mended]\n");
        return Shell.succeed("", "kubectl", "kustomize", overlay.toString());
    }

    /** Of both objects: while pods come and go, the operator may not know for a moment. */
    private static String propose(Scene scene) {
        return await().atMost(Scene.PATIENCE)
                .until(
                        () -> {
                            Terminal terminal = new Terminal();
                            terminal.run(
                                    "propose", "storefront", "-n", scene.namespace, "--kustomize");
                            return terminal.out();
                        },
                        it -> it.contains("kind: Service") && it.contains("kind: Deployment"));
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
