package dev.connectivity.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.explain.Symptom.Processed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayWordsTest {

    private static final String SENTENCE =
            "upstream connect error or disconnect/reset before headers. ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    reset reason: remote connection failure, transport failure reason: delayed connect error: Connection refused | ConnectRefused
                    reset reason: remote connection failure, transport failure reason: delayed connect error: 111 | ConnectRefused
                    reset reason: connection failure, transport failure reason: delayed connect error: 110 | ConnectTimedOut
                    reset reason: connection failure, transport failure reason: delayed connect error: 113 | NoRoute
                    reset reason: remote connection failure, transport failure reason: delayed connect error: No route to host | NoRoute
                    reset reason: connection failure | ConnectFailed
                    reset reason: remote connection failure | ConnectFailed
                    reset reason: connection timeout | ConnectTimedOut
                    retried and the latest reset reason: connection failure, transport failure reason: TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER | TlsFailed
                    reset reason: connection termination | ConnectionClosed
                    reset reason: remote reset | ConnectionClosed
                    reset reason: overflow | CircuitOverflow
                    reset reason: protocol error | ProtocolError
                    """)
    void theSentenceIsUnderstoodInItsOldAndNewWords(String rest, Symptom expected) {
        assertThat(GatewayWords.symptoms(SENTENCE + rest)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UF                                     | ConnectFailed
                    UF,URX                                 | ConnectFailed RetriesExhausted
                    UH                                     | NoHealthyEndpoint
                    UC                                     | ConnectionClosed
                    UO                                     | CircuitOverflow
                    UT                                     | ResponseTimedOut
                    NR                                     | NoRouteConfigured
                    DF                                     | DnsFailed
                    UpstreamConnectionFailure              | ConnectFailed
                    no healthy upstream                    | NoHealthyEndpoint
                    upstream request timeout               | ResponseTimedOut
                    upstream_reset_before_response_started{connection_failure} | ConnectFailed
                    upstream_reset_before_response_started{connection_termination} | ConnectionClosed
                    connect() failed (111: Connection refused) while connecting to upstream | ConnectRefused
                    "GET /a HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{remote_connection_failure,delayed_connect_error:_Connection_refused} - "delayed_connect_error:_111" | ConnectRefused RetriesExhausted
                    """)
    void flagsDetailsAndLogLinesAreUnderstood(String text, String expected) {
        assertThat(GatewayWords.symptoms(text))
                .containsExactlyElementsOf(
                        Arrays.stream(expected.split(" ")).map(Symptom::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({"hello", "'GET /UF/index.html 200'", "port 1110", "'status: 500'"})
    void whatHoldsNoKnownWordTellsNothing(String text) {
        assertThat(GatewayWords.symptoms(text)).isEmpty();
    }

    @Test
    void aRequestThatMayHaveBegunIsNotCalledSafeToRepeat() {
        assertThat(Symptom.ConnectRefused.processed()).isEqualTo(Processed.No);
        assertThat(Symptom.ConnectionClosed.processed()).isEqualTo(Processed.Maybe);
        assertThat(Symptom.ResponseTimedOut.processed()).isEqualTo(Processed.Maybe);
    }
}
