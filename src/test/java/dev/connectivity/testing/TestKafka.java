package dev.connectivity.testing;

import dev.connectivity.probe.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka on loopback, broker and controller in one process, with a listener for each way in.
 * Logins are a user named storefront; TLS is by {@link TestCertificates#GOOD}.
 */
public final class TestKafka implements AutoCloseable {

    /** Written by the build, since Kafka must stay off the tests' own classpath. */
    private static final Path CLASSPATH = Path.of("target", "kafka.classpath");

    private final RealServer server;
    private final Ports ports;

    private record Ports(int plain, int login, int tls, int controller) {}

    private TestKafka(RealServer server, Ports ports) {
        this.server = server;
        this.ports = ports;
    }

    /**
     * Starts it.
     *
     * @param password of the user
     */
    public static TestKafka start(String password) {
        Path folder = RealServer.newFolder("kafka");
        Ports ports = new Ports(FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
        format(folder);
        RealServer.write(
                folder.resolve("keystore.pem"),
                TestCertificates.keyPem(TestCertificates.GOOD)
                        + TestCertificates.certificatePem(TestCertificates.GOOD));
        RealServer.write(folder.resolve("server.properties"), configuration(ports, password));
        RealServer server =
                RealServer.start(
                        "a JDK",
                        folder,
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                                "-classpath",
                                classpath(),
                                "kafka.Kafka",
                                "server.properties"));
        return new TestKafka(server.started("Kafka Server started"), ports);
    }

    private static String classpath() {
        try {
            return Files.readString(CLASSPATH);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Run this test by Maven, which writes where Kafka's jars are.", e);
        }
    }

    /** What Kafka's own storage tool would write, two seconds sooner. */
    private static void format(Path folder) {
        Path data = folder.resolve("data");
        try {
            Files.createDirectory(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RealServer.write(
                data.resolve("meta.properties"),
                """
                version=1
                cluster.id=AAAAAAAAAAAAAAAAAAAAAA
                node.id=1
                directory.id=AQEBAQEBAQEBAQEBAQEBAQ
                """);
    }

    private static String configuration(Ports ports, String password) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:{controller}
        listeners=PLAIN://127.0.0.1:{plain},LOGIN://127.0.0.1:{login},\
        TLS://127.0.0.1:{tls},CONTROLLER://127.0.0.1:{controller}
        advertised.listeners=PLAIN://127.0.0.1:{plain},LOGIN://127.0.0.1:{login},\
        TLS://127.0.0.1:{tls}
        listener.security.protocol.map=PLAIN:PLAINTEXT,LOGIN:SASL_PLAINTEXT,TLS:SASL_SSL,\
        CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAIN
        sasl.enabled.mechanisms=PLAIN
        listener.name.login.plain.sasl.jaas.config={users}
        listener.name.tls.plain.sasl.jaas.config={users}
        ssl.keystore.type=PEM
        ssl.keystore.location=keystore.pem
        log.dirs=data
        """
                .replace("{plain}", Integer.toString(ports.plain()))
                .replace("{login}", Integer.toString(ports.login()))
                .replace("{tls}", Integer.toString(ports.tls()))
                .replace("{controller}", Integer.toString(ports.controller()))
                .replace(
                        "{users}",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " user_storefront=\""
                                + password
                                + "\";");
    }

    /** In plain text, without login. */
    public Address address() {
        return new Address("localhost", ports.plain(), "shop");
    }

    /** In plain text, with a login. */
    public Address loginAddress() {
        return new Address("localhost", ports.login(), "shop");
    }

    /** Over TLS, with a login. */
    public Address tlsAddress() {
        return new Address("localhost", ports.tls(), "shop");
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
    }
}
