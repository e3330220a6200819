package dev.connectivity.testing;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The manifests of {@code examples/}. */
public record Examples(Path folder) {

    public static final Examples VALID = new Examples(Path.of("examples"));
    public static final Examples INVALID = new Examples(Path.of("examples/invalid"));

    public List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an invalid example is refused with: its first line, a comment. */
    public static String message(Path file) {
        return text(file).lines().findFirst().orElseThrow().substring("# ".length());
    }

    public static <T> T read(Path file, Class<T> type) {
        return Serialization.unmarshal(text(file), type);
    }
}
