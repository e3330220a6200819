package dev.connectivity.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of packages in {@code docs/architecture.md}, as rules. */
record PackageTable(List<Row> rows) {

    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `(?<name>[^`]+)` \\|[^|]+\\| (?<uses>[^|]+) \\| (?<why>[^|]+) \\|$",
                    Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /**
     * One line of it.
     *
     * @param name below the root package; a last step of {@code *} stands for every package there
     *     that has no row of its own
     */
    record Row(String name, Set<String> uses, String why) {}

    static PackageTable read(Path markdown) {
        try {
            return parse(Files.readString(markdown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PackageTable parse(String markdown) {
        return new PackageTable(ROW.matcher(markdown).results().map(PackageTable::row).toList());
    }

    private static Row row(MatchResult line) {
        Set<String> uses =
                NAME.matcher(line.group("uses"))
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toSet());
        return new Row(line.group("name"), uses, line.group("why"));
    }

    /** One rule for each row. */
    List<ArchRule> rules(String root) {
        return rows.stream().map(row -> rule(root, row)).toList();
    }

    /** Every package has a row. */
    ArchRule complete(String root) {
        return classes()
                .that(resideInAPackage(root + ".."))
                .should(haveARow(root))
                .because(
                        "a package without a row has no stated job, and nothing limits what it may"
                                + " use");
    }

    private ArchRule rule(String root, Row row) {
        return classes()
                .that(belongTo(root, row))
                .should(useOnly(root, row))
                .allowEmptyShould(true)
                .because(row.why());
    }

    private DescribedPredicate<JavaClass> belongTo(String root, Row row) {
        return DescribedPredicate.describe(
                "belong to `" + row.name() + "`",
                type -> rowOf(root, type).filter(row::equals).isPresent());
    }

    private ArchCondition<JavaClass> haveARow(String root) {
        return new ArchCondition<>("have a row in the table of packages") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(
                                type, rowOf(root, type).isPresent(), type.getName()));
            }
        };
    }

    private ArchCondition<JavaClass> useOnly(String root, Row row) {
        return new ArchCondition<>("use only itself and " + row.uses()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency use : type.getDirectDependenciesFromSelf()) {
                    if (below(root, use.getTargetClass()).isPresent()) {
                        events.add(
                                new SimpleConditionEvent(
                                        use, allowed(root, row, use), use.getDescription()));
                    }
                }
            }
        };
    }

    /**
     * Within one package always; else only where the other's row is named. Two packages of one
     * {@code *} row are apart.
     */
    private boolean allowed(String root, Row row, Dependency use) {
        if (use.getOriginClass().getPackageName().equals(use.getTargetClass().getPackageName())) {
            return true;
        }
        return rowOf(root, use.getTargetClass())
                .filter(target -> row.uses().contains(target.name()) || ownSubpackage(row, target))
                .isPresent();
    }

    private static boolean ownSubpackage(Row row, Row target) {
        return row.equals(target) && !row.name().endsWith("*");
    }

    private Optional<Row> rowOf(String root, JavaClass type) {
        return below(root, type)
                .flatMap(
                        name ->
                                named(name)
                                        .or(() -> named(parent(name) + ".*"))
                                        .or(() -> outer(name)));
    }

    private Optional<Row> named(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** {@code api.v1alpha1} belongs to {@code api}. */
    private Optional<Row> outer(String name) {
        Set<String> outer = new LinkedHashSet<>();
        for (String rest = parent(name); !rest.isEmpty(); rest = parent(rest)) {
            outer.add(rest);
        }
        return outer.stream().flatMap(rest -> named(rest).stream()).findFirst();
    }

    private static String parent(String name) {
        List<String> steps = Arrays.asList(name.split("\\.", -1));
        return String.join(".", steps.subList(0, steps.size() - 1));
    }

    private static Optional<String> below(String root, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (name.equals(root)) {
            return Optional.of("");
        }
        return name.startsWith(root + ".")
                ? Optional.of(name.substring(root.length() + 1))
                : Optional.empty();
    }
}
