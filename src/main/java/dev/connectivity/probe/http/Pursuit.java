package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import java.util.Optional;

/**
 * A request in either version of HTTP, judged by all that is declared of its answer, along its
 * redirects. Each of them is a connection of its own, to an address that the dialer checked.
 */
final class Pursuit {

    private final Dialer dialer;
    private final HttpTls tls;

    Pursuit(Dialer dialer, HttpTls tls) {
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

    private Answer exchange(Attempt attempt, HttpRequest asked) throws AttemptFailed {
        try (Connection plain = dial(attempt, asked);
                Connection connection = tls.secure(attempt, plain, asked)) {
            return switch (asked.http().version()) {
                case HTTP1 -> Http1Exchange.run(attempt, connection, asked);
                case HTTP2 -> Http2Exchange.run(attempt, connection, asked);
            };
        }
    }

    /** Where more requests may follow, none waits for what became of another address family. */
    private Connection dial(Attempt attempt, HttpRequest asked) throws AttemptFailed {
        return asked.http().followRedirects() == 0
                ? dialer.dialBothFamilies(attempt, asked.address())
                : dialer.dial(attempt, asked.address());
    }

    private static void judge(Answer answer, Http declared) throws AttemptFailed {
        HttpProber.judge(answer.head().status(), declared);
        Demanded.headers(answer.head(), declared);
        Demanded.body(answer.body(), declared);
        Demanded.latency(answer.after(), declared);
    }
}
