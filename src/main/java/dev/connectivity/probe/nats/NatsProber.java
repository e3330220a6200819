package dev.connectivity.probe.nats;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Nats;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;

/** INFO, TLS where the server demands it, CONNECT, PING, PONG. */
public final class NatsProber implements Prober<Nats> {

    private final Dialer dialer;
    private final TlsClient tls;
    private final TimeSource time;

    public NatsProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = tls;
        this.time = time;
    }

    @Override
    public Observation ask(Nats question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Nats question) throws AttemptFailed {
        Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
        try (Connection plain = dialer.dial(attempt, question.address())) {
            Dialogue open = attempt.phase(Phase.Response, blame, () -> new Dialogue(plain));
            ServerInfo info = attempt.phase(Phase.Response, blame, open::info);
            demandLogin(info, question);
            if (info.tlsRequired()) {
                converseSecured(attempt, blame, plain, question);
            } else {
                converse(attempt, blame, open, question);
            }
        }
    }

    /**
     * A login that is known to fail is not tried, since the server would log it. With a client
     * certificate the server may know us without one.
     */
    private static void demandLogin(ServerInfo info, Nats question) throws AttemptFailed {
        boolean nameless = question.login().isEmpty() && question.tls().identity().isEmpty();
        if (info.authRequired() && nameless) {
            throw new AttemptFailed(Reason.AuthenticationRejected, "the server demands a login");
        }
    }

    /** The server goes on in TLS by itself after it has said that it demands it. */
    private void converseSecured(Attempt attempt, Blame blame, Connection plain, Nats question)
            throws AttemptFailed {
        try (Connection secured =
                tls.secure(attempt, plain, question.tls(), Reason.ResponseTimeout)) {
            Dialogue dialogue = attempt.phase(Phase.Request, blame, () -> new Dialogue(secured));
            converse(attempt, blame, dialogue, question);
        }
    }

    private static void converse(Attempt attempt, Blame blame, Dialogue dialogue, Nats question)
            throws AttemptFailed {
        attempt.phase(Phase.Request, blame, () -> dialogue.connect(question));
        attempt.phase(Phase.Response, blame, dialogue::awaitPong);
        dialogue.leave();
    }
}
