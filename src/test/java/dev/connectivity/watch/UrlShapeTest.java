package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.policy.Policy;
import dev.connectivity.testing.Policies;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlShapeTest {

    private final AtomicInteger reads = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "postgresql://shop:pw@db/shop, false",
        "postgresql://shop:pw@db/shop?sslmode=require, true"
    })
    void allThatIsToldOfAUrlIsWhetherItHasParameters(String url, boolean query) {
        assertThat(hasQuery("Prisma", url)).contains(query);
    }

    @Test
    void nobodyAsksWhereNoParameterIsSet() {
        assertThat(hasQuery("SpringBoot", "postgresql://shop:pw@db/shop?a=1")).isEmpty();
    }

    @Test
    void oneSecretIsReadOnceForAllThatNeedsIt() {
        Questions questions = new Questions(secrets("postgresql://shop:pw@db/shop?a=1"));

        Questions.Resolved resolved = questions.resolve(policy("Prisma"));

        assertThat(resolved.urlHasQuery()).contains(true);
        assertThat(resolved.database()).isPresent();
        assertThat(reads).hasValue(1);
        assertThat(resolved.toString()).doesNotContain("pw");
    }

    private Optional<Boolean> hasQuery(String framework, String url) {
        return UrlShape.hasQuery(policy(framework), secrets(url));
    }

    private Secrets secrets(String url) {
        return (namespace, key) -> {
            reads.incrementAndGet();
            return new Secrets.Reading.Value(url);
        };
    }

    private static Policy policy(String framework) {
        return Policies.read(
                "workload: {name: w}, secrets: [db], database: {engine: PostgreSQL, url: {secret:"
                        + " db, key: URL}, pool: {framework: %s}}".formatted(framework));
    }
}
