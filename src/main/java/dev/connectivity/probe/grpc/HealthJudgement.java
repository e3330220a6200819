package dev.connectivity.probe.grpc;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.http2.Http2Response;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer is evidence of; numbers as in gRPC's {@code statuscodes.md}. */
final class HealthJudgement {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final String GRPC = "application/grpc";

    private HealthJudgement() {}

    /** Returns where the server says that it serves. */
    static void judge(Http2Response response) throws AttemptFailed {
        if (response.status() != 200) {
            throw ofHttp(response.status());
        }
        if (response.header("content-type").filter(it -> it.startsWith(GRPC)).isEmpty()) {
            throw new AttemptFailed(Reason.ProtocolError, "an answer that is not gRPC");
        }
        int status =
                number(response)
                        .orElseThrow(
                                () ->
                                        new AttemptFailed(
                                                Reason.ProtocolError,
                                                "an answer without a status"));
        if (status != 0) {
            throw ofGrpc(status);
        }
        HealthResponse health =
                HealthResponse.parse(response.body())
                        .orElseThrow(
                                () ->
                                        new AttemptFailed(
                                                Reason.ProtocolError,
                                                "an answer that is no health status"));
        if (health.status() != HealthResponse.SERVING) {
            throw new AttemptFailed(Reason.GRPCNotServing, health.word());
        }
    }

    /** An answer without a message has it in its head. */
    private static Optional<Integer> number(Http2Response response) {
        return response.trailer("grpc-status")
                .or(() -> response.header("grpc-status"))
                .filter(it -> response.whole() && NUMBER.matcher(it).matches())
                .map(Integer::valueOf);
    }

    /** Of something before the gRPC server, or in its place. */
    private static AttemptFailed ofHttp(int status) {
        Reason reason =
                switch (status) {
                    case 401, 403 -> Reason.AuthenticationRejected;
                    case 429 -> Reason.RateLimited;
                    default -> status >= 500 ? Reason.ServerError : Reason.ProtocolError;
                };
        return new AttemptFailed(reason, "HTTP status " + status);
    }

    /**
     * RESOURCE_EXHAUSTED (8) is no rate limit: it may as well be a full disk. DEADLINE_EXCEEDED (4)
     * is the timeout that we sent.
     */
    private static AttemptFailed ofGrpc(int status) {
        Reason reason =
                switch (status) {
                    case 4 -> Reason.ResponseTimeout;
                    case 5 -> Reason.GRPCNotServing;
                    case 7, 16 -> Reason.AuthenticationRejected;
                    case 12 -> Reason.GRPCUnimplemented;
                    default -> Reason.ServerError;
                };
        String word = status == 5 ? ", NOT_FOUND: no such service" : "";
        return new AttemptFailed(reason, "grpc-status " + status + word);
    }
}
