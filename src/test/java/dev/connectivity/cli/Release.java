package dev.connectivity.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command's way in, for tests elsewhere. */
public final class Release {

    private Release() {}

    /** What {@code release --all} prints. */
    public static String all(KubernetesClient client) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleaseCommand.releaseAll(client, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
