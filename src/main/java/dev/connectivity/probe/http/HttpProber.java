package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.HttpSpec.Version;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * One request on a connection of its own, judged by its status; the cheap way, for most. Where more
 * is asked of the answer, or HTTP/2, {@link Pursuit} takes over.
 */
public final class HttpProber implements Prober<HttpRequest> {

    /**
     * How much of a body is taken, and how long its end is waited for, so that closing does not
     * reset the server's answer.
     */
    private static final int BODY_LIMIT = 64 * 1024;

    /** A buffer for each attempt is garbage after it. */
    private static final int HEAD_USUALLY = 1024;

    private static final Duration GOODBYE = Duration.ofMillis(100);

    private final Dialer dialer;
    private final HttpTls tls;
    private final TimeSource time;
    private final Pursuit pursuit;

    public HttpProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = new HttpTls(tls);
        this.time = time;
        this.pursuit = new Pursuit(dialer, this.tls);
    }

    @Override
    public Observation ask(HttpRequest question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, HttpRequest question) throws AttemptFailed {
        if (question.http().version() == Version.HTTP2 || !question.http().byStatusAlone()) {
            pursuit.run(attempt, question);
            return;
        }
        RequestHead head = RequestHead.of(question);
        try (Connection plain = dialer.dialBothFamilies(attempt, question.address());
                Connection connection = tls.secure(attempt, plain, question)) {
            Blame blame = Failures.ofExchange(question.address(), Reason.HTTPResponseTimeout);
            attempt.phase(Phase.Request, blame, () -> send(head, connection));
            int status = attempt.phase(Phase.Response, blame, () -> receive(connection));
            connection.drain(BODY_LIMIT, GOODBYE);
            judge(status, question.http());
        }
    }

    static boolean send(RequestHead head, Connection connection) throws IOException {
        connection.out().write(head.bytes());
        connection.out().flush();
        return true;
    }

    private static int receive(Connection connection) throws IOException, AttemptFailed {
        InputStream in = new BufferedInputStream(connection.in(), HEAD_USUALLY);
        Optional<Integer> status = AnswerHead.read(in).map(AnswerHead::status);
        return status.orElseThrow(
                () -> new AttemptFailed(Reason.HTTPProtocolError, connection.address().display()));
    }

    static void judge(int status, Http declared) throws AttemptFailed {
        if (declared.status().stream().anyMatch(range -> range.contains(status))) {
            return;
        }
        Reason reason =
                switch (status) {
                    case 401, 403 -> Reason.HTTPAuthenticationRejected;
                    case 429 -> Reason.RateLimited;
                    default -> Reason.HTTPStatusUnexpected;
                };
        throw new AttemptFailed(reason, "status " + status);
    }
}
