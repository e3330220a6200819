package dev.connectivity.probe.amqp;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Amqp;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.SecureDialer;
import java.io.IOException;
import java.nio.BufferUnderflowException;

/**
 * Opens a virtual host with the declared login, and closes it. Without a login the broker's Start
 * is the proof. The protocol knows no farewell before a login: of all ways to leave there, closing
 * the connection is the one that RabbitMQ logs as a warning, and all others as errors.
 */
public final class AmqpProber implements Prober<Amqp> {

    private final SecureDialer dialer;
    private final TimeSource time;

    public AmqpProber(SecureDialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Amqp question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Amqp question) throws AttemptFailed {
        try (Connection connection = dialer.dial(attempt, question.address(), question.tls())) {
            Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
            Wire wire = attempt.phase(Phase.Request, blame, () -> greet(connection));
            Method start = attempt.phase(Phase.Response, blame, () -> wire.receive(Method.START));
            if (question.login().isPresent()) {
                Login login = question.login().get();
                Method tune =
                        attempt.phase(Phase.Authenticate, blame, () -> login(wire, start, login));
                attempt.phase(Phase.Request, blame, () -> open(wire, tune, question.virtualHost()));
                attempt.phase(Phase.Response, blame, () -> wire.receive(Method.OPEN_OK));
                wire.leave();
            }
        }
    }

    private static Wire greet(Connection connection) throws IOException {
        Wire wire = new Wire(connection);
        wire.greet();
        return wire;
    }

    private static Method login(Wire wire, Method start, Login login)
            throws IOException, AttemptFailed {
        if (!offersPlain(start)) {
            throw new AttemptFailed(
                    Reason.AuthenticationRejected, "the server takes no login by PLAIN");
        }
        wire.send(Method.startOk(login.username(), login.password()));
        return wire.receive(Method.TUNE);
    }

    private static boolean offersPlain(Method start) throws AttemptFailed {
        try {
            return start.mechanisms().contains("PLAIN");
        } catch (BufferUnderflowException _) {
            throw Wire.foreign();
        }
    }

    private static boolean open(Wire wire, Method tune, String virtualHost)
            throws IOException, AttemptFailed {
        try {
            return wire.send(Method.tuneOk(tune), Method.open(virtualHost));
        } catch (BufferUnderflowException _) {
            throw Wire.foreign();
        }
    }
}
