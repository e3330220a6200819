package dev.connectivity.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file. */
record Document(Path path, String text) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every Markdown file below {@code root}, what is built or fetched left out. */
    static List<Document> all(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(
                            file ->
                                    file.toString().endsWith(".md")
                                            && isOurs(root.relativize(file)))
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code file: link} for each relative link whose file, or heading in it, does not exist. */
    Stream<String> brokenLinks() {
        return LINK.matcher(CODE.matcher(prose()).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(link))
                .map(link -> path + ": " + link);
    }

    /** What stands in backticks, outside of examples. */
    Stream<String> code() {
        return CODE.matcher(prose()).results().map(match -> match.group(1));
    }

    /** First groups of all matches, examples included. */
    Stream<String> found(Pattern pattern) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    /** Its examples in YAML, moved to the left. */
    Stream<String> yaml() {
        return found(YAML).map(example -> example.stripTrailing().stripIndent());
    }

    /** What links can lead to: its headings as links name them, and its anchors. */
    Set<String> anchors() {
        Stream<String> headings =
                HEADING.matcher(prose())
                        .results()
                        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
        return Stream.concat(headings, found(ANCHOR)).collect(Collectors.toSet());
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        String heading = parts.length == 1 ? "" : decoded(parts[1]);
        if (parts[0].isEmpty()) {
            return anchors().contains(heading);
        }
        Path target = path.resolveSibling(decoded(parts[0])).normalize();
        return Files.exists(target)
                && (heading.isEmpty() || read(target).anchors().contains(heading));
    }

    private String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    private static String decoded(String link) {
        return URLDecoder.decode(link, StandardCharsets.UTF_8);
    }

    private static boolean isOurs(Path relative) {
        return Stream.of(relative.toString().split("/")).noneMatch(NOT_OURS::contains);
    }
}
