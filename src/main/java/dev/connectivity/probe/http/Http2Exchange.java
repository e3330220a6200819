package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Attempt.Blame;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.Question.HttpRequest;
import dev.connectivity.probe.dial.Connection;
import dev.connectivity.probe.dial.Failures;
import dev.connectivity.probe.http2.Header;
import dev.connectivity.probe.http2.Http2Conversation;
import dev.connectivity.probe.http2.Http2Refusal;
import dev.connectivity.probe.http2.Http2Request;
import dev.connectivity.probe.http2.Http2Response;
import dev.connectivity.probe.http2.Http2Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One request and its answer in HTTP/2. */
final class Http2Exchange {

    /** {@code HTTP_1_1_REQUIRED}: the server has HTTP/2, and not for this (RFC 9113, section 7). */
    private static final long HTTP_1_WANTED = 13;

    private static final byte[] NO_BODY = {};

    private Http2Exchange() {}

    static Answer run(Attempt attempt, Connection connection, HttpRequest asked)
            throws AttemptFailed {
        Http2Request request = request(asked);
        Blame blame = blame(asked.address());
        Http2Conversation conversation =
                attempt.phase(Phase.Request, blame, () -> begin(connection, request));
        Answer answer =
                attempt.phase(
                        Phase.Response, blame, () -> receive(attempt, conversation, asked.http()));
        conversation.end();
        return answer;
    }

    private static Http2Conversation begin(Connection connection, Http2Request request)
            throws IOException {
        Http2Conversation conversation = new Http2Conversation(connection);
        conversation.send(request);
        return conversation;
    }

    private static Answer receive(Attempt attempt, Http2Conversation conversation, Http declared)
            throws IOException {
        boolean wanted = Demanded.wantsBody(declared);
        Http2Response response = wanted ? conversation.receive() : conversation.receiveHead();
        String body = wanted ? new String(response.body(), StandardCharsets.UTF_8) : "";
        return new Answer(AnswerHead.of(response), body, Demanded.elapsed(attempt));
    }

    /** The host goes before the other fields, by another name, and these are in lower case. */
    private static Http2Request request(HttpRequest asked) {
        RequestFields fields = RequestFields.of(asked, List.of());
        return new Http2Request(
                asked.http().method().name(),
                asked.tls().isPresent() ? "https" : "http",
                fields.host(),
                fields.target(),
                fields.besidesHost().stream()
                        .map(it -> new Header(it.name().toLowerCase(Locale.ROOT), it.value()))
                        .toList(),
                NO_BODY);
    }

    private static Blame blame(Address address) {
        Blame ofExchange = Failures.ofExchange(address, Reason.HTTPResponseTimeout);
        return e ->
                switch (e) {
                    case Http2Violation _ -> HttpTls.noHttp2(address);
                    case Http2Refusal refusal when refusal.code() == HTTP_1_WANTED ->
                            HttpTls.noHttp2(address);
                    case Http2Refusal refusal ->
                            new AttemptFailed(
                                    Reason.ServerError,
                                    address.display() + ", HTTP/2 error " + refusal.code());
                    default -> ofExchange.on(e);
                };
    }
}
