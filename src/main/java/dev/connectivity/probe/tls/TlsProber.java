package dev.connectivity.probe.tls;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.TlsHandshake;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import java.io.IOException;
import java.time.Duration;

/** A TLS handshake, and the end of the connection. */
public final class TlsProber implements Prober<TlsHandshake> {

    /**
     * How long a server may take to refuse our certificate once it has all that it needs for that:
     * in TLS 1.3 the handshake ends for us before it has. Most end the connection at once.
     */
    private static final Duration VERDICT = Duration.ofMillis(500);

    private final Dialer dialer;
    private final TlsClient tls;
    private final TimeSource time;

    public TlsProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = tls;
        this.time = time;
    }

    @Override
    public Observation ask(TlsHandshake question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, TlsHandshake question) throws AttemptFailed {
        Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
        try (Connection plain = dial(attempt, question)) {
            if (question.startTls().isPresent()) {
                StartTls dialect = StartTls.of(question.startTls().get());
                attempt.phase(Phase.Request, blame, () -> dialect.begin(plain));
            }
            try (Connection secured =
                    tls.secure(attempt, plain, question.tls(), Reason.ResponseTimeout)) {
                attempt.phase(Phase.Response, blame, () -> conclude(secured));
            }
        }
    }

    /** Servers that speak first may count a connection on which nobody answers. */
    private Connection dial(Attempt attempt, TlsHandshake question) throws AttemptFailed {
        return question.startTls().isEmpty()
                ? dialer.dialBothFamilies(attempt, question.address())
                : dialer.dial(attempt, question.address());
    }

    private static boolean conclude(Connection secured) throws IOException {
        secured.conclude(VERDICT);
        return true;
    }
}
