package dev.connectivity.probe.redis;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.Question.Redis;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.SecureDialer;
import java.io.IOException;

/** Logs in where a login is declared, asks {@code PING}, and quits. */
public final class RedisProber implements Prober<Redis> {

    private final SecureDialer dialer;
    private final TimeSource time;

    public RedisProber(SecureDialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Redis question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Redis question) throws AttemptFailed {
        try (Connection connection = dialer.dial(attempt, question.address(), question.tls())) {
            Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
            Wire wire = attempt.phase(Phase.Request, blame, () -> new Wire(connection));
            if (question.login().isPresent()) {
                Login login = question.login().get();
                attempt.phase(Phase.Authenticate, blame, () -> login(wire, login));
            }
            attempt.phase(Phase.Request, blame, () -> wire.send("PING"));
            attempt.phase(Phase.Response, blame, () -> pong(wire));
            wire.leave();
        }
    }

    private static boolean login(Wire wire, Login login) throws IOException, AttemptFailed {
        if (login.username().isEmpty()) {
            wire.send("AUTH", login.password());
        } else {
            wire.send("AUTH", login.username(), login.password());
        }
        return switch (wire.receive()) {
            case Reply.Status status when status.text().equals("OK") -> true;
            case Reply.Status _ -> throw Wire.foreign();
            case Reply.Error error -> throw error.onLogin();
        };
    }

    private static boolean pong(Wire wire) throws IOException, AttemptFailed {
        return switch (wire.receive()) {
            case Reply.Status status when status.text().equals("PONG") -> true;
            case Reply.Status _ -> throw Wire.foreign();
            case Reply.Error error -> throw error.onQuestion();
        };
    }
}
