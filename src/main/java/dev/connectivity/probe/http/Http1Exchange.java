package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** One request and its answer in HTTP/1.1. */
final class Http1Exchange {

    /** How long the rest of an answer is waited for, so that closing does not reset it. */
    private static final Duration GOODBYE = Duration.ofMillis(100);

    private Http1Exchange() {}

    static Answer run(Attempt attempt, Connection connection, HttpRequest asked)
            throws AttemptFailed {
        RequestHead head = RequestHead.of(asked);
        Blame blame = Failures.ofExchange(asked.address(), Reason.HTTPResponseTimeout);
        attempt.phase(Phase.Request, blame, () -> HttpProber.send(head, connection));
        Answer answer =
                attempt.phase(
                        Phase.Response, blame, () -> receive(attempt, connection, asked.http()));
        connection.drain(Body.LIMIT, GOODBYE);
        return answer;
    }

    private static Answer receive(Attempt attempt, Connection connection, Http declared)
            throws IOException, AttemptFailed {
        InputStream in = new BufferedInputStream(connection.in());
        AnswerHead head = AnswerHead.read(in).orElseThrow(() -> foreign(connection));
        String body =
                Demanded.wantsBody(declared)
                        ? Body.read(in, head).orElseThrow(() -> foreign(connection))
                        : "";
        return new Answer(head, body, Demanded.elapsed(attempt));
    }

    private static AttemptFailed foreign(Connection connection) {
        return new AttemptFailed(Reason.HTTPProtocolError, connection.address().display());
    }
}
