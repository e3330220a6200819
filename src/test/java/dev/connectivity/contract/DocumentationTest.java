package dev.connectivity.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the documentation points to exists, and it speaks of no reason that the API does not have.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** How every name of a reason begins that is about one kind of thing. */
    private static final Pattern LIKE_A_REASON =
            Pattern.compile(
                    "(DNS|TLS|HTTP|Connection|Database|Secret|Network|Host|Health|Rollout|Port|Policy)(?=[A-Z]\\w)\\w+");

    private static final Set<String> REASONS = names(Reason.values());

    private final List<Document> documents = Document.all(ROOT);

    @Test
    void everyRelativeLinkLeadsToAFileAndAHeadingOfIt() {
        assertThat(documents).hasSizeGreaterThan(5);

        assertThat(documents.stream().flatMap(Document::brokenLinks)).isEmpty();
    }

    @Test
    void everyNameThatReadsLikeAReasonIsOne() {
        assertThat(documents.stream().flatMap(document -> unknownReasons(document.code())))
                .isEmpty();
    }

    @Test
    void everyReasonInAnExampleIsOne() {
        Pattern reason = Pattern.compile("\\breason: (\\w+)");

        assertThat(
                        documents.stream()
                                .flatMap(document -> document.found(reason))
                                .filter(name -> !REASONS.contains(name)))
                .isEmpty();
    }

    @Test
    void theManualShowsEveryCondition() {
        String manual = Document.read(ROOT.resolve("docs/connectivitypolicy.md")).text();

        assertThat(names(ConditionType.values()))
                .allSatisfy(type -> assertThat(manual).contains("**" + type + "**"));
    }

    @Test
    void aLinkToNowhereIsSeen() {
        Document document =
                new Document(
                        ROOT.resolve("README.md"),
                        "# A b\n[a](#a-b) [b](pom.xml) [c](none.md) [d](#c) [e](https://a.b/)");

        assertThat(document.brokenLinks().map(link -> link.replaceAll(".*: ", "")))
                .containsExactly("none.md", "#c");
    }

    @Test
    void aMadeUpReasonIsSeen() {
        assertThat(
                        unknownReasons(
                                Stream.of(
                                        "DatabaseOnFire",
                                        "DatabaseError",
                                        "DatabaseReachable",
                                        "HTTP")))
                .containsExactly("DatabaseOnFire");
    }

    private static Stream<String> unknownReasons(Stream<String> names) {
        Set<String> conditions = names(ConditionType.values());
        return names.filter(name -> LIKE_A_REASON.matcher(name).matches())
                .filter(name -> !REASONS.contains(name) && !conditions.contains(name));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }
}
