package dev.connectivity.probe.kafka;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Kafka;
import dev.connectivity.probe.Question.Login;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.SecureDialer;
import dev.connectivity.probe.kafka.Response.Versions;
import java.io.IOException;
import java.util.Map;

/**
 * Asks a broker which requests it answers, logs in by SASL PLAIN where a login is declared, and
 * asks for the cluster's brokers. Kafka knows no farewell: the connection is closed.
 */
public final class KafkaProber implements Prober<Kafka> {

    private final SecureDialer dialer;
    private final TimeSource time;

    public KafkaProber(SecureDialer dialer, TimeSource time) {
        this.dialer = dialer;
        this.time = time;
    }

    @Override
    public Observation ask(Kafka question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Kafka question) throws AttemptFailed {
        try (Connection connection = dialer.dial(attempt, question.address(), question.tls())) {
            Blame blame = Failures.ofExchange(question.address(), Reason.ResponseTimeout);
            Conversation broker = attempt.phase(Phase.Request, blame, () -> begin(connection));
            Map<Integer, Versions> versions =
                    attempt.phase(Phase.Response, blame, broker::versions);
            if (question.login().isPresent()) {
                Login login = question.login().get();
                attempt.phase(Phase.Authenticate, blame, () -> broker.login(versions, login));
            } else {
                attempt.phase(Phase.Response, blame, () -> broker.needsNoLogin(versions));
            }
            attempt.phase(Phase.Request, blame, () -> broker.askMetadata(versions));
            attempt.phase(Phase.Response, blame, broker::metadata);
        }
    }

    private static Conversation begin(Connection connection) throws IOException {
        Conversation broker = new Conversation(connection);
        broker.askVersions();
        return broker;
    }
}
