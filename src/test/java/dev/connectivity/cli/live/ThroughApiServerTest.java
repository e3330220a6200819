package dev.connectivity.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughApiServerTest {

    private static final String STATUS =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":503}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    error trying to reach service: dial tcp 10.42.0.7:3000: connect: connection refused | ConnectionRefused
                    error trying to reach service: dial tcp 10.42.0.7:3000: i/o timeout | ConnectionTimeout
                    error trying to reach service: dial tcp 10.42.0.7:3000: connect: no route to host | HostUnreachable
                    error trying to reach service: dial tcp 10.42.0.7:3000: something new | ConnectFailed
                    """)
    void whatTheApiServerSaysOfItsConnectIsBelieved(String message, Reason reason) {
        assertThat(ThroughApiServer.judge(STATUS.formatted(message)))
                .contains(new Outcome.Failed(reason, ""));
        assertThat(ThroughApiServer.judge(message)).contains(new Outcome.Failed(reason, ""));
    }

    @Test
    void whatIsNoHttpWasConnectedTo() {
        assertThat(ThroughApiServer.judge(STATUS.formatted("error trying to reach service: EOF")))
                .contains(new Outcome.Answered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods \\\"web-1\\\" is forbidden: User \\\"a\\\" cannot get resource"
                        + " \\\"pods/proxy\\\"",
                "address not allowed",
                "pods \\\"web-1\\\" not found"
            })
    void aRefusalOfTheApiServerItselfSaysNothingOfThePod(String message) {
        assertThat(ThroughApiServer.judge(STATUS.formatted(message))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>404</html>", "{\"error\":\"no\"}", "null", "[]"})
    void anErrorPageOfTheProcessShowsThatItListens(String body) {
        assertThat(ThroughApiServer.judge(body)).contains(new Outcome.Answered());
    }
}
