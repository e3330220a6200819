package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.cli.open.Gate.Admitted;
import dev.connectivity.cli.open.Gate.Entry;
import dev.connectivity.cli.open.Gate.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final String COOKIE = "connectivity-open=biscuit";

    private final Gate gate = new Gate(8443, "key", "biscuit");
    private boolean strange;

    private Entry enter(String method, String path, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Host", "127.0.0.1:8443"));
        for (String header : headers) {
            all.put(header.split(": ")[0], header.split(": ")[1]);
        }
        return gate.enter(method, path, name -> Optional.ofNullable(all.get(name)), () -> strange);
    }

    private int status(String method, String path, String... headers) {
        return switch (enter(method, path, headers)) {
            case Refused refused -> refused.status();
            case Admitted _ -> 200;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/policies/shop/storefront",
                "/policies/shop/a.b-c",
                "/events",
                "/api/health/shop/storefront",
                "/assets/page.css"
            })
    void theOperatorsPathsAreReached(String path) {
        assertThat(enter("GET", "/key" + path, "Cookie: a=b; " + COOKIE))
                .isEqualTo(new Admitted(path, Optional.empty()));
        assertThat(status("HEAD", "/key" + path, "Cookie: " + COOKIE)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/q/metrics",
                "/q/health",
                "/api/../q/metrics",
                "/api/./health",
                "/api/..",
                "/../../../../secrets",
                "/api/%2e%2e/q/metrics",
                "/api%2f..%2fq",
                "/api//health",
                "//evil.example.test/",
                "/api/health;a=b",
                "/api\\..\\q",
                "/API/health",
                "/policiesx"
            })
    void noOtherPathIs(String path) {
        assertThat(status("GET", "/key" + path, "Cookie: " + COOKIE)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ke/", "/keys/", "/Key/", "/policies", "", "key/"})
    void withoutTheKeyNothingIsThere(String path) {
        assertThat(status("GET", path, "Cookie: " + COOKIE)).isEqualTo(404);
        assertThat(status("GET", "/key/")).as("and the key is not used up").isEqualTo(200);
    }

    @Test
    void theKeyIsGoodForOneVisitWithoutACookie() {
        assertThat(status("HEAD", "/key/")).as("looking is no visit").isEqualTo(403);
        assertThat(status("GET", "/key/", "Sec-Fetch-Site: cross-site"))
                .as("a link in a terminal or a chat")
                .isEqualTo(200);
        assertThat(status("GET", "/key/")).isEqualTo(403);
        assertThat(status("GET", "/key/", "Cookie: connectivity-open=biscuits")).isEqualTo(403);
        assertThat(status("GET", "/key/", "Cookie: " + COOKIE)).isEqualTo(200);
    }

    @Test
    void anotherUserOfTheMachineIsNotLetInAndDoesNotUseTheKeyUp() {
        strange = true;
        assertThat(status("GET", "/key/")).isEqualTo(403);
        strange = false;
        assertThat(status("GET", "/key/")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: none, 200",
        "Sec-Fetch-Site: same-origin, 200",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Origin: http://127.0.0.1:8443, 200",
        "Origin: http://127.0.0.1:9999, 403",
        "Origin: https://evil.example.test, 403",
        "Origin: null, 403",
        "Host: localhost:8443, 200",
        "Host: LOCALHOST:8443, 200",
        "Host: evil.example.test:8443, 403",
        "Host: 127.0.0.1, 403"
    })
    void onlyItsOwnPagesMayAsk(String header, int status) {
        assertThat(status("GET", "/key/events", "Cookie: " + COOKIE, header)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"})
    void onlyReadingIsPassedOn(String method) {
        assertThat(status(method, "/key/", "Cookie: " + COOKIE)).isEqualTo(405);
    }

    @Test
    void withoutOneHostThereIsNone() {
        assertThat(gate.enter("GET", "/key/", _ -> Optional.empty(), () -> false))
                .isInstanceOf(Refused.class);
    }
}
