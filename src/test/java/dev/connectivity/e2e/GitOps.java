package dev.connectivity.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a GitOps controller does to objects: it applies them as Git has them, with its mark, every
 * ten seconds.
 */
final class GitOps implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Which one, and how it writes. */
    enum Tool {
        FLUX(
                "labels: {kustomize.toolkit.fluxcd.io/name: shop,"
                        + " kustomize.toolkit.fluxcd.io/namespace: flux-system}",
                "Flux Kustomization flux-system/shop",
                "kustomize-controller",
                true),
        ARGOCD_CLIENT_SIDE(
                "labels: {app.kubernetes.io/instance: shop}",
                "Argo CD Application shop",
                "argocd-controller",
                false),
        ARGOCD_SERVER_SIDE(
                "annotations: {argocd.argoproj.io/tracking-id:"
                        + " \"shop:apps/Deployment:shop/storefront\"}",
                "Argo CD Application shop",
                "argocd-controller",
                true);

        private final String mark;
        private final String keptBy;
        private final String manager;
        private final boolean serverSide;

        Tool(String mark, String keptBy, String manager, boolean serverSide) {
            this.mark = mark;
            this.keptBy = keptBy;
            this.manager = manager;
            this.serverSide = serverSide;
        }

        /** As a finding tells it. */
        String keptBy() {
            return keptBy;
        }

        String manager() {
            return manager;
        }

        /** A manifest as this tool has marked it. */
        String marked(String manifest) {
            return manifest.replace(
                    "metadata: {name: storefront}", "metadata: {name: storefront, " + mark + "}");
        }
    }

    private final Tool tool;
    private final Scene scene;
    private final AtomicInteger writes = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile String git;

    /** Syncs once, and from then on in its rhythm. */
    GitOps(Tool tool, Scene scene, String committed) {
        this.tool = tool;
        this.scene = scene;
        this.git = committed;
        sync();
        long millis = INTERVAL.toMillis();
        var unused = clock.scheduleAtFixedRate(this::sync, millis, millis, TimeUnit.MILLISECONDS);
    }

    void commit(String manifest) {
        git = manifest;
    }

    String head() {
        return git;
    }

    /** Objects sent so far, changed by that or not. */
    int writes() {
        return writes.get();
    }

    private void sync() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "kubectl",
                                "apply",
                                "-n",
                                scene.namespace,
                                "--field-manager",
                                tool.manager()));
        if (tool.serverSide) {
            command.addAll(List.of("--server-side", "--force-conflicts"));
        }
        command.addAll(List.of("-f", "-"));
        Shell.succeed(git, command.toArray(String[]::new));
        writes.addAndGet(2);
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a sync does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
