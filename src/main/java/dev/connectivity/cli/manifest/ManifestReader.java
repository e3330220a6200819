package dev.connectivity.cli.manifest;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.report.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads manifests: files that end in {@code .yaml}, {@code .yml} or {@code .json} of folders, any
 * file that is named, and streams; with several documents or lists in them.
 */
public final class ManifestReader {

    private static final String NO_YAML =
            "This is neither YAML nor JSON; correct it at this line, or at the one before.";
    private static final String TEMPLATE =
            "This is no YAML; it looks like a template. Render it first, for example: helm template"
                    + " . | connectivity check -.";
    private static final String STDIN = "<stdin>";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private static final Set<String> KUSTOMIZE = Set.of("kustomization.yaml", "kustomization.yml");

    /** A pipe of 10,000 objects is smaller. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private final ManifestSet set = ManifestSet.empty();
    private final Sorter sorter;

    /**
     * @param namespace of objects that do not say theirs
     */
    public ManifestReader(String namespace) {
        sorter = new Sorter(set, namespace);
    }

    /** All that was read so far. */
    public ManifestSet set() {
        return set;
    }

    public void read(InputStream stream) throws IOException {
        read(STDIN, stream.readAllBytes());
    }

    /** A file, or all manifests below a folder. */
    public void read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<Path> files = files(path);
            if (files.stream()
                    .anyMatch(file -> KUSTOMIZE.contains(file.getFileName().toString()))) {
                sorter.expectPatches();
            }
            for (Path file : files) {
                read(file.toString(), Files.readAllBytes(file));
            }
        } else {
            read(path.toString(), Files.readAllBytes(path));
        }
    }

    /** Of a folder; what begins with a dot is no manifest of anybody's, but a tool's. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !isHidden(folder.relativize(file)))
                    .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path below) {
        return Stream.iterate(below, Path::getParent)
                .takeWhile(Objects::nonNull)
                .map(Path::getFileName)
                .anyMatch(name -> name.toString().startsWith("."));
    }

    private void read(String file, byte[] bytes) {
        Optional<String> text = decode(file, bytes);
        if (text.isEmpty()) {
            return;
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        try {
            for (Node node : new Yaml(options).composeAll(new StringReader(text.get()))) {
                sorter.take(file, node);
            }
        } catch (MarkedYAMLException e) {
            complain(place(file, e), text.get(), NO_YAML);
        } catch (YAMLException e) {
            complain(new Place(file, 1, 1), text.get(), NO_YAML);
        } catch (UnreadableException e) {
            complain(
                    Source.placeOf(file, e.mark()),
                    text.get(),
                    "This is no manifest: " + e.demand());
        }
    }

    private static Place place(String file, MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? new Place(file, 1, 1)
                : Source.placeOf(file, e.getProblemMark());
    }

    /** JSON allows tabs where YAML does not, and nowhere that they matter. */
    private Optional<String> decode(String file, byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean json =
                    text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
            return Optional.of(json ? text.replace('\t', ' ') : text);
        } catch (CharacterCodingException e) {
            complain(new Place(file, 1, 1), "", NO_YAML);
            return Optional.empty();
        }
    }

    /** The parser's own words would repeat the input, which may be a secret. */
    private void complain(Place place, String text, String otherwise) {
        String message = text.contains("{{") ? TEMPLATE : otherwise;
        set.complaints().add(new Complaint(Reason.InvalidManifest, place, "", "", message));
    }
}
