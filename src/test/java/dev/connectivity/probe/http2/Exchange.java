package dev.connectivity.probe.http2;

import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What came of one request: an answer or an exception, never both. */
record Exchange(Optional<Http2Response> response, Optional<IOException> failure) {

    static final Http2Request GET = get(List.of());

    static Http2Request get(List<Header> headers) {
        return new Http2Request("GET", "http", "localhost", "/", headers, new byte[0]);
    }

    static Exchange with(Address address, Http2Request request, Limits limits) {
        AtomicReference<Optional<Http2Response>> response = new AtomicReference<>(Optional.empty());
        AtomicReference<Optional<IOException>> failure = new AtomicReference<>(Optional.empty());
        Attempt.observe(
                TimeSource.system(),
                limits,
                attempt -> {
                    try (Connection connection = loopbackDialer().dial(attempt, address)) {
                        response.set(
                                Optional.of(
                                        attempt.phase(
                                                Phase.Response,
                                                e -> kept(failure, e),
                                                () -> run(connection, request))));
                    }
                });
        return new Exchange(response.get(), failure.get());
    }

    private static Http2Response run(Connection connection, Http2Request request)
            throws IOException {
        Http2Conversation conversation = new Http2Conversation(connection);
        conversation.send(request);
        Http2Response response = conversation.receive();
        conversation.end();
        return response;
    }

    private static AttemptFailed kept(
            AtomicReference<Optional<IOException>> failure, IOException e) {
        failure.set(Optional.of(e));
        return new AttemptFailed(Reason.ProtocolError, "");
    }
}
