package dev.connectivity.probe.postgresql;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.PostgreSql;
import dev.connectivity.probe.Question.Tls;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.TlsOptions.Verification;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import java.io.EOFException;
import java.io.IOException;

/** Logs in, asks {@code SELECT 1}, and leaves no session behind. */
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
        refuseNul(question);
        try (Connection plain = dialer.dial(attempt, question.address());
                Connection connection = protect(attempt, plain, question.tls())) {
            Blame blame = blame(plain);
            Wire wire = attempt.phase(Phase.Authenticate, blame, () -> login(connection, question));
            attempt.phase(Phase.Request, blame, () -> send(wire, Message.query("SELECT 1")));
            attempt.phase(Phase.Response, blame, () -> answer(wire));
            wire.leave();
        }
    }

    /** NUL ends a string on the wire: what follows it would be read as a parameter. */
    private static void refuseNul(PostgreSql question) throws AttemptFailed {
        Login login = question.login();
        if ((login.username() + login.password() + question.database()).indexOf('\0') >= 0) {
            throw new AttemptFailed(
                    Reason.SecretValueMalformed,
                    "a NUL character in the database's name, the username or the password");
        }
    }

    private Connection protect(Attempt attempt, Connection plain, Tls mode) throws AttemptFailed {
        return switch (mode) {
            case Disable -> plain;
            case Prefer ->
                    offersTls(attempt, plain)
                            ? secure(attempt, plain, TlsOptions.of(Verification.None))
                            : plain;
            case Require -> demand(attempt, plain, TlsOptions.of(Verification.None));
            case VerifyCa -> demand(attempt, plain, TlsOptions.of(Verification.Chain));
            case VerifyFull -> demand(attempt, plain, TlsOptions.FULL);
        };
    }

    private Connection demand(Attempt attempt, Connection plain, TlsOptions options)
            throws AttemptFailed {
        if (!offersTls(attempt, plain)) {
            throw new AttemptFailed(Reason.DatabaseTLSRequired, "the server offers no TLS");
        }
        return secure(attempt, plain, options);
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

    private static Wire login(Connection connection, PostgreSql question)
            throws IOException, AttemptFailed {
        Wire wire = new Wire(connection);
        Authentication.login(wire, question.login(), question.database());
        return wire;
    }

    private static boolean send(Wire wire, byte[] message) throws IOException {
        wire.send(message);
        return true;
    }

    private static Reply answer(Wire wire) throws IOException, AttemptFailed {
        wire.receive(Reply.DATA_ROW);
        return wire.receive(Reply.READY);
    }
}
