package dev.connectivity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.connectivity.architecture.PackageTable.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of packages holds for the product, and fails for a product that breaks it. */
class PackageTableTest {

    private static final String BROKEN = "dev.connectivity.architecture.broken";

    private final PackageTable table = PackageTable.read(Path.of("docs/architecture.md"));
    private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

    @Test
    void everyPackageUsesOnlyWhatItsRowNames() {
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(13);

        table.rules(Product.ROOT).forEach(rule -> rule.check(Product.CLASSES));
    }

    @Test
    void everyPackageHasARow() {
        table.complete(Product.ROOT).check(Product.CLASSES);
    }

    @Test
    void aRowIsReadWithItsUsesAndItsReason() {
        assertThat(
                        PackageTable.parse(
                                        "| `plan` | what | `api`, `judge` | reasons |\n"
                                                + "| `api` | what | - | others |")
                                .rows())
                .containsExactly(
                        new Row("plan", Set.of("api", "judge"), "reasons"),
                        new Row("api", Set.of(), "others"));
    }

    @Test
    void aPureStageThatReachesForTheWriterIsSeen() {
        assertThat(violations("judge"))
                .isNotEmpty()
                .allSatisfy(use -> assertThat(use).contains("judge.Impatient", "apply.Writer"));
    }

    @Test
    void oneProtocolThatUsesAnotherIsSeen() {
        assertThat(violations("probe.*"))
                .anySatisfy(
                        use ->
                                assertThat(use)
                                        .contains("probe.http.Borrowing", "probe.tcp.Lender"));
    }

    @Test
    void aPackageWithoutARowIsSeen() {
        assertThat(table.complete(BROKEN).evaluate(broken).getFailureReport().getDetails())
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).contains("misc.Leftover"));
    }

    private List<String> violations(String row) {
        int index = table.rows().stream().map(Row::name).toList().indexOf(row);
        ArchRule rule = table.rules(BROKEN).get(index);
        return rule.evaluate(broken).getFailureReport().getDetails().stream().distinct().toList();
    }
}
