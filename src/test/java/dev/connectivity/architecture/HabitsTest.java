package dev.connectivity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What holds for every package of the product. */
class HabitsTest {

    private static final String BROKEN = "dev.connectivity.architecture.broken";

    private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
    private final HabitRules product = new HabitRules(Product.ROOT);
    private final HabitRules rules = new HabitRules(BROKEN);

    @Test
    void noPackagesNeedEachOther() {
        product.noCycles().check(Product.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        product.nullMarked().check(Product.CLASSES);
    }

    @Test
    void everyClassIsNamedForItsJob() {
        product.namedForTheirJob().check(Product.CLASSES);
    }

    @Test
    void onlyTheProbeEngineStartsThreads() {
        product.threadsStartedInOnePlace().check(Product.CLASSES);
    }

    @Test
    void onlyNamesAreLookedUpOnAnEventLoop() {
        product.eventLoopsForNamesAlone().check(Product.CLASSES);
    }

    @Test
    void onlyTheDialerOpensSockets() {
        product.socketsOpenedInOnePlace().check(Product.CLASSES);
    }

    @Test
    void aCycleIsSeen() {
        assertThat(violations(rules.noCycles())).contains("Slice misc", "Slice probe.tcp");
    }

    @Test
    void aPackageWithoutNullMarkedIsSeen() {
        assertThat(violations(rules.nullMarked())).contains("misc.Leftover");
    }

    @Test
    void aNameThatNamesNoJobIsSeen() {
        assertThat(violations(rules.namedForTheirJob()))
                .contains("LeftoverHelper")
                .doesNotContain("Impatient");
    }

    @Test
    void aThreadStartedElsewhereIsSeen() {
        assertThat(violations(rules.threadsStartedInOnePlace())).contains("startVirtualThread");
    }

    @Test
    void anEventLoopMadeElsewhereIsSeen() {
        assertThat(violations(rules.eventLoopsForNamesAlone())).contains("NioEventLoopGroup");
    }

    @Test
    void aSocketOpenedElsewhereIsSeen() {
        assertThat(violations(rules.socketsOpenedInOnePlace()))
                .contains("java.net.Socket.<init>()");
    }

    private String violations(ArchRule rule) {
        return String.join("\n", rule.evaluate(broken).getFailureReport().getDetails());
    }
}
