package dev.connectivity.e2e;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who writes to the policy all the time, and to nothing that matters. */
final class Scribbler implements AutoCloseable {

    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    private final Scene scene;
    private final AtomicInteger lines = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().unstarted(this::scribble);
    private volatile boolean tired;

    private Scribbler(Scene scene) {
        this.scene = scene;
    }

    static Scribbler at(Scene scene) {
        Scribbler scribbler = new Scribbler(scene);
        scribbler.thread.start();
        return scribbler;
    }

    int lines() {
        return lines.get();
    }

    private void scribble() {
        var policy =
                scene.client
                        .resources(ConnectivityPolicy.class)
                        .inNamespace(scene.namespace)
                        .withName(Scene.NAME);
        try {
            while (!tired) {
                policy.patch(
                        MERGE,
                        "{\"metadata\":{\"annotations\":{\"example.test/line\":\"%d\"}}}"
                                .formatted(lines.incrementAndGet()));
            }
        } catch (KubernetesClientException e) {
            // It ends with the policy.
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        tired = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
