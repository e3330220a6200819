package dev.connectivity.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice@example.test",
                "jane doe",
                "O'Brien",
                "'; echo 'hacked",
                "$(echo hacked)",
                "`echo hacked`",
                "\"$HOME\" \\ * ? ~ # & | > <",
                "two\nlines",
                "jäne",
                "~root",
                "-n"
            })
    void aShellPassesItOnAsItIs(String text) throws IOException {
        assertThat(passedOn(ShellWord.of(text))).isEqualTo("<" + text + ">");
        assertThat(passedOn(ShellWord.subject(text))).isEqualTo("<--user=" + text + ">");
    }

    private static String passedOn(String word) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '<%s>' " + word).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsPlainStaysReadable() {
        assertThat(ShellWord.of("oidc:alice@example.test")).isEqualTo("oidc:alice@example.test");
    }

    @Test
    void aServiceAccountIsBoundAsOne() {
        assertThat(ShellWord.subject("system:serviceaccount:shop:ci"))
                .isEqualTo("--serviceaccount=shop:ci");
        assertThat(ShellWord.subject("system:serviceaccount:shop:$(reboot)"))
                .isEqualTo("--serviceaccount='shop:$(reboot)'");
    }
}
