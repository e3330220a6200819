package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.HttpSpec.Method;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.HttpRequest;
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
 * A request whose answer must be more than of a good status, along its redirects. Each of them is a
 * connection of its own, to an address that the dialer checked.
 */
final class Pursuit {

    /** How long the rest of an answer is waited for, so that closing does not reset it. */
    private static final Duration GOODBYE = Duration.ofMillis(100);

    private final Dialer dialer;
    private final TlsClient tls;

    Pursuit(Dialer dialer, TlsClient tls) {
        this.dialer = dialer;
        this.tls = tls;
    }

    void run(Attempt attempt, HttpRequest question) throws AttemptFailed {
        Http declared = question.http();
        HttpRequest asked = question;
        for (int followed = 0; ; followed++) {
            Answer answer = exchange(attempt, asked);
            Optional<HttpRequest> next =
                    declared.followRedirects() == 0
                            ? Optional.empty()
                            : Redirect.follow(asked, answer.head());
            if (next.isEmpty()) {
                judge(answer, declared);
                return;
            }
            if (followed == declared.followRedirects()) {
                throw new AttemptFailed(
                        Reason.HTTPRedirectRefused, "more than " + followed + " redirects");
            }
            asked = next.get();
        }
    }

    /**
     * @param body empty text where nothing is demanded of it
     * @param after since the attempt began
     */
    private record Answer(AnswerHead head, String body, Duration after) {}

    private Answer exchange(Attempt attempt, HttpRequest asked) throws AttemptFailed {
        RequestHead head = RequestHead.of(asked);
        Blame blame = Failures.ofExchange(asked.address(), Reason.HTTPResponseTimeout);
        try (Connection plain = dial(attempt, asked);
                Connection connection = secure(attempt, plain, asked)) {
            attempt.phase(Phase.Request, blame, () -> HttpProber.send(head, connection));
            Answer answer =
                    attempt.phase(
                            Phase.Response,
                            blame,
                            () -> receive(attempt, connection, asked.http()));
            connection.drain(Body.LIMIT, GOODBYE);
            return answer;
        }
    }

    /** Where more requests may follow, none waits for what became of another address family. */
    private Connection dial(Attempt attempt, HttpRequest asked) throws AttemptFailed {
        return asked.http().followRedirects() == 0
                ? dialer.dialBothFamilies(attempt, asked.address())
                : dialer.dial(attempt, asked.address());
    }

    private Connection secure(Attempt attempt, Connection plain, HttpRequest asked)
            throws AttemptFailed {
        return asked.tls().isEmpty()
                ? plain
                : tls.secure(attempt, plain, asked.tls().get(), Reason.HTTPResponseTimeout);
    }

    private static Answer receive(Attempt attempt, Connection connection, Http declared)
            throws IOException, AttemptFailed {
        InputStream in = new BufferedInputStream(connection.in());
        AnswerHead head = AnswerHead.read(in).orElseThrow(() -> foreign(connection));
        boolean wanted = declared.body().isPresent() && declared.method() == Method.GET;
        String body = wanted ? Body.read(in, head).orElseThrow(() -> foreign(connection)) : "";
        return new Answer(head, body, Demanded.elapsed(attempt));
    }

    private static AttemptFailed foreign(Connection connection) {
        return new AttemptFailed(Reason.HTTPProtocolError, connection.address().display());
    }

    private static void judge(Answer answer, Http declared) throws AttemptFailed {
        HttpProber.judge(answer.head().status(), declared);
        Demanded.headers(answer.head(), declared);
        Demanded.body(answer.body(), declared);
        Demanded.latency(answer.after(), declared);
    }
}
