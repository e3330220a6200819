package dev.connectivity.probe.smtp;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Smtp;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.SecureDialer;

/** Greets, is greeted, and leaves as RFC 5321 says. */
public final class SmtpProber implements Prober<Smtp> {

    private static final int READY = 220;
    private static final int DONE = 250;

    /** By the RFC a domain; ours is nobody's. */
    private static final String HELLO = "EHLO connectivity-operator.invalid";

    private final SecureDialer dialer;
    private final TimeSource time;

    public SmtpProber(SecureDialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Smtp question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Smtp question) throws AttemptFailed {
        try (Connection connection = dialer.dial(attempt, question.address(), question.tls())) {
            Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
            Dialogue dialogue =
                    attempt.phase(Phase.Response, blame, () -> new Dialogue(connection));
            expect(READY, attempt.phase(Phase.Response, blame, dialogue::reply), dialogue);
            attempt.phase(Phase.Request, blame, () -> dialogue.say(HELLO));
            expect(DONE, attempt.phase(Phase.Response, blame, dialogue::reply), dialogue);
            dialogue.leave();
        }
    }

    private static void expect(int good, int code, Dialogue dialogue) throws AttemptFailed {
        if (code != good) {
            dialogue.leave();
            throw new AttemptFailed(Reason.ServerError, "SMTP " + code);
        }
    }
}
