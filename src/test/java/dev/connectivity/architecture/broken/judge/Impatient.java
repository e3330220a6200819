package dev.connectivity.architecture.broken.judge;

import dev.connectivity.architecture.broken.apply.Writer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.netty.channel.nio.NioEventLoopGroup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Logger;

/** A pure stage that does all that it must not. */
public final class Impatient {

    private final KubernetesClient client;

    @Inject
    Impatient(KubernetesClient client) {
        this.client = client;
    }

    public String judge() throws IOException {
        Thread.startVirtualThread(client::close);
        Logger.getLogger(UUID.randomUUID().toString())
                .info(InetAddress.getByName("localhost").getHostName());
        new Socket().close();
        new NioEventLoopGroup(1).close();
        long seed = System.nanoTime() + Instant.now().getNano() + new Random().nextInt();
        return Serialization.asYaml(seed) + new Writer(System.getenv("FIELD"));
    }
}
