package dev.connectivity.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The stages that decide are functions of their arguments. */
class PurityTest {

    private static final String BROKEN = "dev.connectivity.architecture.broken";

    private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
    private final PurityRules rules = new PurityRules(BROKEN);

    @Test
    void pureStagesTouchNothingButTheirArguments() {
        new PurityRules(Product.ROOT).all().forEach(rule -> rule.check(Product.CLASSES));
    }

    @Test
    void aClientIsSeen() {
        assertThat(violations(rules.noClient()))
                .contains("KubernetesClient")
                .doesNotContain("Serialization");
    }

    @Test
    void aFrameworkIsSeen() {
        assertThat(violations(rules.noFramework())).contains("jakarta.inject.Inject");
    }

    @Test
    void aLoggerIsSeen() {
        assertThat(violations(rules.noLogger())).contains("java.util.logging.Logger");
    }

    @Test
    void theTimeAndTheEnvironmentAreSeen() {
        assertThat(violations(rules.noClock()))
                .contains("Instant.now()", "System.nanoTime()", "System.getenv(");
    }

    @Test
    void randomnessWithoutASeedIsSeen() {
        assertThat(violations(rules.noRandomness()))
                .contains("java.util.Random.<init>()", "UUID.randomUUID()");
    }

    @Test
    void aLookUpIsSeen() {
        assertThat(violations(rules.noNetworkOrFiles())).contains("java.net.InetAddress");
    }

    private String violations(ArchRule rule) {
        return String.join("\n", rule.evaluate(broken).getFailureReport().getDetails());
    }
}
