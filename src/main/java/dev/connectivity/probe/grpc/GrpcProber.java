package dev.connectivity.probe.grpc;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question.Grpc;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.TlsOptions;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.http2.Header;
import dev.connectivity.probe.http2.Http2Conversation;
import dev.connectivity.probe.http2.Http2Refusal;
import dev.connectivity.probe.http2.Http2Request;
import dev.connectivity.probe.http2.Http2Response;
import dev.connectivity.probe.http2.Http2Violation;
import java.io.IOException;
import java.util.List;

/** One call of {@code grpc.health.v1.Health/Check} on a connection of its own. */
public final class GrpcProber implements Prober<Grpc> {

    private static final int MARGIN_MILLIS = 1000;

    private final Dialer dialer;
    private final TlsClient tls;
    private final TimeSource time;

    public GrpcProber(Dialer dialer, TlsClient tls, TimeSource time) {
        this.dialer = dialer;
        this.tls = tls;
        this.time = time;
    }

    @Override
    public Observation ask(Grpc question, Limits limits) {
        return Attempt.observe(time, limits, attempt -> run(attempt, question));
    }

    private void run(Attempt attempt, Grpc question) throws AttemptFailed {
        try (Connection plain = dialer.dialBothFamilies(attempt, question.address());
                Connection connection = secure(attempt, plain, question)) {
            Blame blame = blame(question.address());
            Http2Conversation conversation =
                    attempt.phase(Phase.Request, blame, () -> begin(connection, attempt, question));
            Http2Response response = attempt.phase(Phase.Response, blame, conversation::receive);
            conversation.end();
            HealthJudgement.judge(response);
        }
    }

    private Connection secure(Attempt attempt, Connection plain, Grpc question)
            throws AttemptFailed {
        if (question.tls().isEmpty()) {
            return plain;
        }
        TlsOptions options = question.tls().get().withProtocols(List.of("h2"));
        return tls.secure(attempt, plain, options, Reason.ResponseTimeout);
    }

    private static Blame blame(Address address) {
        Blame ofExchange = Failures.ofExchange(address, Reason.ResponseTimeout);
        return e ->
                switch (e) {
                    case Http2Violation _ ->
                            new AttemptFailed(
                                    Reason.ProtocolError, address.display() + ", not HTTP/2");
                    case Http2Refusal refusal ->
                            new AttemptFailed(
                                    Reason.ServerError,
                                    address.display() + ", HTTP/2 error " + refusal.code());
                    default -> ofExchange.on(e);
                };
    }

    private static Http2Conversation begin(Connection connection, Attempt attempt, Grpc question)
            throws IOException {
        Http2Conversation conversation = new Http2Conversation(connection);
        conversation.send(request(question, attempt.deadline().millisLeft()));
        return conversation;
    }

    private static Http2Request request(Grpc question, int millis) {
        return new Http2Request(
                "POST",
                question.tls().isPresent() ? "https" : "http",
                question.address().display(),
                "/grpc.health.v1.Health/Check",
                List.of(
                        new Header("te", "trailers"),
                        // Later than ours, so that a server that is too slow does not tell it
                        // first.
                        new Header("grpc-timeout", (millis + MARGIN_MILLIS) + "m"),
                        new Header("content-type", "application/grpc"),
                        new Header("user-agent", "connectivity-operator")),
                new HealthRequest(question.service()).bytes());
    }
}
