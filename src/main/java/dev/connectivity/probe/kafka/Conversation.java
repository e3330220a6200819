package dev.connectivity.probe.kafka;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.kafka.Response.Versions;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;

/** What is said to one broker, step by step. */
final class Conversation {

    private static final String PLAIN = "PLAIN";

    private final Wire wire;

    Conversation(Connection connection) throws IOException {
        this.wire = new Wire(connection);
    }

    /** A step that reads a response; one that ends too soon is none of Kafka's. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException, AttemptFailed;
    }

    private static <T> T complete(Reading<T> reading) throws IOException, AttemptFailed {
        try {
            return reading.read();
        } catch (BufferUnderflowException _) {
            throw Wire.foreign();
        }
    }

    boolean askVersions() throws IOException {
        return wire.send(Request.apiVersions());
    }

    /** A broker that does not know the version that was asked in says so in the oldest one. */
    Map<Integer, Versions> versions() throws IOException, AttemptFailed {
        return complete(
                () -> {
                    ByteBuffer newer = wire.receive();
                    int error = Response.error(newer);
                    if (error == KafkaError.UNSUPPORTED_VERSION) {
                        ByteBuffer oldest = wire.ask(Request.oldestApiVersions());
                        expectNone(Response.error(oldest));
                        return Response.versions(oldest, false);
                    }
                    expectNone(error);
                    return Response.versions(newer, true);
                });
    }

    boolean login(Map<Integer, Versions> versions, Login login) throws IOException, AttemptFailed {
        expect(versions, Request.SASL_HANDSHAKE, Request.SASL_HANDSHAKE_VERSION);
        expect(versions, Request.SASL_AUTHENTICATE, Request.SASL_AUTHENTICATE_VERSION);
        return complete(
                () -> {
                    expectNone(Response.error(wire.ask(Request.saslHandshake(PLAIN))));
                    expectNone(
                            Response.error(
                                    wire.ask(Request.plain(login.username(), login.password()))));
                    return true;
                });
    }

    /**
     * A listener that wants a login closes on anything else. Asked how to log in, it says so; one
     * that wants none answers that this is not the time.
     */
    boolean needsNoLogin(Map<Integer, Versions> versions) throws IOException, AttemptFailed {
        if (!versions.containsKey(Request.SASL_HANDSHAKE)) {
            return true;
        }
        return complete(
                () -> {
                    int error = Response.error(wire.ask(Request.saslHandshake(PLAIN)));
                    if (error == KafkaError.NONE
                            || error == KafkaError.UNSUPPORTED_SASL_MECHANISM) {
                        throw new AttemptFailed(
                                Reason.AuthenticationRejected, "the listener demands a login");
                    }
                    if (error != KafkaError.ILLEGAL_SASL_STATE) {
                        throw new KafkaError(error).failure();
                    }
                    return true;
                });
    }

    boolean askMetadata(Map<Integer, Versions> versions) throws IOException, AttemptFailed {
        expect(versions, Request.METADATA, Request.METADATA_VERSION);
        return wire.send(Request.metadata());
    }

    boolean metadata() throws IOException, AttemptFailed {
        return complete(
                () -> {
                    int brokers = Response.brokers(wire.receive());
                    if (brokers < 0) {
                        throw Wire.foreign();
                    }
                    if (brokers == 0) {
                        throw new AttemptFailed(
                                Reason.ServerError,
                                "the broker knows of no broker, not even itself");
                    }
                    return true;
                });
    }

    private static void expect(Map<Integer, Versions> versions, int api, int version)
            throws AttemptFailed {
        Versions answered = versions.get(api);
        if (answered == null || !answered.contain(version)) {
            throw new AttemptFailed(
                    Reason.ServerError,
                    "the broker does not answer version " + version + " of request " + api);
        }
    }

    private static void expectNone(int error) throws AttemptFailed {
        if (error != KafkaError.NONE) {
            throw new KafkaError(error).failure();
        }
    }
}
