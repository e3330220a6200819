package dev.connectivity.probe.postgresql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.DatabaseSession;
import dev.connectivity.probe.DatabaseSession.Tls;
import dev.connectivity.probe.DatabaseSession.Use;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import java.io.EOFException;
import java.io.IOException;

/** Logs in, asks what the {@link Survey} says, and leaves no session behind. */
public final class PostgreSqlProber implements Prober<PostgreSql> {

    private final Dialer dialer;
    private final TlsClient tls;
    private final TimeSource time;

    public PostgreSqlProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = tls;
        this.time = time;
    }

    @Override
    public Observation ask(PostgreSql question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, PostgreSql question) throws AttemptFailed {
        DatabaseSession session = question.session();
        session.refuseNul();
        try (Connection plain = dialer.dial(attempt, question.address());
                Connection connection = protect(attempt, plain, session.tls())) {
            Blame blame = blame(plain);
            Wire wire = attempt.phase(Phase.Authenticate, blame, () -> login(connection, session));
            try {
                survey(attempt, wire, blame, session);
            } finally {
                wire.leave();
            }
        }
    }

    private static void survey(Attempt attempt, Wire wire, Blame blame, DatabaseSession session)
            throws AttemptFailed {
        attempt.phase(Phase.Request, blame, () -> send(wire, Message.query(Survey.SQL)));
        Answer answer = attempt.phase(Phase.Response, blame, () -> Answer.read(wire));
        Survey.judge(attempt, answer, session);
    }

    private Connection protect(Attempt attempt, Connection plain, Tls tls) throws AttemptFailed {
        if (tls.use() == Use.Never) {
            return plain;
        }
        if (offersTls(attempt, plain)) {
            return secure(attempt, plain, tls.options());
        }
        if (tls.use() == Use.Always) {
            throw new AttemptFailed(Reason.DatabaseTLSRequired, "the server offers no TLS");
        }
        return plain;
    }

    private Connection secure(Attempt attempt, Connection plain, TlsOptions options)
            throws AttemptFailed {
        return tls.secure(attempt, plain, options, Reason.DatabaseResponseTimeout);
    }

    private static boolean offersTls(Attempt attempt, Connection plain) throws AttemptFailed {
        return attempt.phase(Phase.Handshake, blame(plain), () -> requestTls(plain));
    }

    /**
     * The answer is one byte, read alone: anything sent after it, before the handshake, must not be
     * taken for the server's.
     */
    private static boolean requestTls(Connection plain) throws IOException, AttemptFailed {
        plain.out().write(Message.sslRequest());
        plain.out().flush();
        return switch (plain.in().read()) {
            case 'S' -> true;
            case 'N' -> false;
            case -1 -> throw new EOFException();
            default -> throw Wire.foreign();
        };
    }

    private static Blame blame(Connection connection) {
        return Failures.ofExchange(connection.address(), Reason.DatabaseResponseTimeout);
    }

    private static Wire login(Connection connection, DatabaseSession session)
            throws IOException, AttemptFailed {
        Wire wire = new Wire(connection);
        Authentication.login(wire, session.login(), session.database());
        return wire;
    }

    private static boolean send(Wire wire, byte[] message) throws IOException {
        wire.send(message);
        return true;
    }
}
