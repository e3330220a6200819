package dev.connectivity.cli.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, A, open",
        "Windows 11, A, rundll32",
        "Linux, DISPLAY, xdg-open",
        "Linux, WAYLAND_DISPLAY, xdg-open"
    })
    void eachSystemHasItsWay(String system, String variable, String program) {
        assertThat(Browser.command(system, Map.of(variable, ":0"), "http://127.0.0.1:1/a/"))
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.getFirst()).isEqualTo(program);
                            assertThat(it.getLast()).isEqualTo("http://127.0.0.1:1/a/");
                        });
    }

    @Test
    void withoutAScreenThereIsNone() {
        assertThat(Browser.command("Linux", Map.of(), "http://127.0.0.1:1/a/")).isEmpty();
    }
}
