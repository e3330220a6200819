package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real RabbitMQ on loopback, in plain text and over TLS by {@link TestCertificates#GOOD}, with
 * one user and one virtual host, both named storefront.
 */
public final class TestRabbit implements AutoCloseable {

    private static final String ORIGIN = "Debian's package rabbitmq-server";

    /** Not the one on the PATH, which wants to be the package's own user. */
    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");

    private final RealServer names;
    private final RealServer server;
    private final int port;
    private final int tlsPort;

    private TestRabbit(RealServer names, RealServer server, int port, int tlsPort) {
        this.names = names;
        this.server = server;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts it, and Erlang's name server, which it would else leave behind.
     *
     * @param password of the user
     */
    public static TestRabbit start(String password) {
        Path folder = RealServer.newFolder("rabbit");
        int port = FreePort.next();
        int tlsPort = FreePort.next();
        int namesPort = FreePort.next();
        RealServer.writeCertificate(folder);
        RealServer.write(
                folder.resolve("rabbitmq.conf"), configuration(folder, port, tlsPort, password));
        RealServer names =
                RealServer.start(
                        ORIGIN,
                        RealServer.newFolder("epmd"),
                        Map.of(),
                        List.of(
                                "epmd",
                                "-address",
                                "127.0.0.1",
                                "-port",
                                Integer.toString(namesPort)));
        RealServer server =
                RealServer.start(
                        ORIGIN,
                        folder,
                        environment(folder, namesPort),
                        List.of(PROGRAMS.resolve("rabbitmq-server").toString()));
        return new TestRabbit(names, server.started("startup complete"), port, tlsPort);
    }

    private static String configuration(Path folder, int port, int tlsPort, String password) {
        return """
        listeners.tcp.1 = 127.0.0.1:%d
        listeners.ssl.1 = 127.0.0.1:%d
        ssl_options.certfile = %s
        ssl_options.keyfile = %s
        default_user = storefront
        default_pass = %s
        default_vhost = storefront
        """
                .formatted(
                        port,
                        tlsPort,
                        folder.resolve("server.pem"),
                        folder.resolve("server.key"),
                        password);
    }

    private static Map<String, String> environment(Path folder, int namesPort) {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(namesPort)),
                Map.entry("RABBITMQ_NODENAME", "storefront@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(FreePort.next())),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                // One process, without a shell around it and a console in it.
                Map.entry("RUNNING_UNDER_SYSTEMD", "true"),
                // One thread starts it sooner than many that spin.
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 1:1 +sbwt none"));
    }

    public Address address() {
        return new Address("localhost", port, "shop");
    }

    public Address tlsAddress() {
        return new Address("localhost", tlsPort, "shop");
    }

    public String log() {
        return server.output();
    }

    /** Once it has nothing more to say of what was done before. */
    public String settledLog() {
        return server.settledOutput();
    }

    @Override
    public void close() {
        server.close();
        names.close();
    }
}
