package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    private static final Place PLACE =
            new Place(
                    "connectivity-system",
                    "Service connectivity-operator in namespace connectivity-system",
                    "the API server");

    private static Optional<Refusal> of(int status, String message) {
        return Refusal.byApiServer(
                PLACE,
                status,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                        .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""), status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | Unauthorized | renew the login of the kubeconfig's user | 3 | false
                    404 | services "connectivity-operator" not found | kubectl get service -A | 2 | false
                    503 | no endpoints available for service "http:connectivity-operator:http" | kubectl -n connectivity-system get pods | 3 | true
                    503 | error trying to reach service: dial tcp 10.42.0.7:8080: connect: connection refused | kubectl -n connectivity-system get pods | 3 | true
                    500 | it broke | answered with 500: it broke | 3 | false
                    """)
    void whatTheApiServerSaysNamesTheNextStep(
            int status, String message, String words, int code, boolean passing) {
        Refusal refusal = of(status, message).orElseThrow();
        assertThat(refusal.words()).contains(words);
        assertThat(refusal.exitCode().code()).isEqualTo(code);
        assertThat(refusal.passing()).isEqualTo(passing);
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.test, page-viewer-alice-example-test, --user=alice@example.test",
        "system:serviceaccount:shop:ci, page-viewer-system-serviceaccount-shop-ci,"
                + " --serviceaccount=shop:ci"
    })
    void aMissingRightIsNamedWithTheCommandThatGivesIt(String user, String name, String subject) {
        assertThat(
                        of(
                                        403,
                                        "services \"http:connectivity-operator:http\" is forbidden: User \"%s\" cannot get resource \"services/proxy\""
                                                .formatted(user))
                                .orElseThrow()
                                .words())
                .contains(
                        user + " may not get services/proxy",
                        "kubectl create rolebinding connectivity-"
                                + name
                                + " -n connectivity-system"
                                + " --role=connectivity-page-viewer "
                                + subject);
    }

    @Test
    void whateverAUserIsCalledTheCommandDoesNothingElse() {
        assertThat(of(403, "User \"O\\\"'$(id)\" cannot get resource").orElseThrow().words())
                .contains("O\"'$(id) may not get services/proxy")
                .contains("rolebinding connectivity-page-viewer-O-id- -n connectivity-system")
                .endsWith(" --user='O\"'\\''$(id)'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"status\":\"Down\"}", "<html>", "null", "[]"})
    void whatTheOperatorSaysItselfIsPassedOn(String body) {
        assertThat(Refusal.byApiServer(PLACE, 503, body)).isEmpty();
    }

    @Test
    void aRefusalIsWrittenIntoAPageAsText() {
        var asked = new com.sun.net.httpserver.Headers();
        asked.set("Accept", "text/html");
        assertThat(Told.of(of(500, "<script>&").orElseThrow(), asked).text())
                .contains("&lt;script&gt;&amp;")
                .doesNotContain("<script>");
    }
}
