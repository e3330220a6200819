package dev.connectivity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "--some", "--all --all", "storefront"})
    void whateverIsNotAllIsAnsweredWithTheUsage(String arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Release.run(List.of(arguments.split(" ")), out)).isEqualTo(ExitCode.Usage);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(ReleaseCommand.USAGE);
    }
}
