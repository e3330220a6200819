package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.config.OperatorConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists every setting that there is, and no other. */
class ConfigurationTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^(\\| `connectivity\\..+? \\|.+? \\|.+? \\|)");

    @Test
    void everySettingHasARowWithItsVariableAndItsDefault() {
        String prefix = OperatorConfig.class.getAnnotation(ConfigMapping.class).prefix();

        assertThat(Document.read(Path.of("docs/configuration.md")).found(ROW))
                .containsExactlyInAnyOrderElementsOf(rows(prefix, OperatorConfig.class).toList());
    }

    private static Stream<String> rows(String prefix, Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(it -> !it.isSynthetic())
                .flatMap(
                        it -> {
                            String key = prefix + "." + dashed(it.getName());
                            return isGroup(it.getReturnType())
                                    ? rows(key, it.getReturnType())
                                    : Stream.of(row(key, it));
                        });
    }

    private static boolean isGroup(Class<?> type) {
        return type.getEnclosingClass() == OperatorConfig.class;
    }

    private static String row(String key, Method setting) {
        return "| `%s` | `%s` | %s |"
                .formatted(
                        key,
                        key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                        standard(setting).orElse("none"));
    }

    /** What comes from the pod's surroundings is said in words. */
    private static Optional<String> standard(Method setting) {
        return Optional.ofNullable(setting.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .map(it -> it.startsWith("${") ? "the pod's own" : "`" + it + "`");
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
