package dev.connectivity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectivity.api.v1alpha1.PoolSpec.Framework;
import dev.connectivity.testing.Policies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolReaderTest {

    @Test
    void aPoolIsReadWithItsDefaults() {
        Pool pool = pool("framework: Prisma");

        assertThat(pool)
                .isEqualTo(
                        new Pool(
                                Framework.Prisma,
                                "DATABASE_URL",
                                OptionalInt.empty(),
                                new BigDecimal("80"),
                                Optional.empty(),
                                Optional.empty(),
                                PoolTable.of(Framework.Prisma).settings()));
        assertThat(pool.variables()).containsExactly("DATABASE_URL");
    }

    @Test
    void everyFieldOfAPoolIsRead() {
        Pool pool =
                pool(
                        "framework: Rails, env: SHOP_URL, size: 20, share: '33.5', connectTimeout:"
                                + " 15s, acquireTimeout: 1m");

        assertThat(pool.url()).isEqualTo("SHOP_URL");
        assertThat(pool.size()).hasValue(20);
        assertThat(pool.share()).isEqualTo(new BigDecimal("33.5"));
        assertThat(pool.connectTimeout()).contains(Duration.ofSeconds(15));
        assertThat(pool.acquireTimeout()).contains(Duration.ofMinutes(1));
    }

    @Test
    void customSettingsAreReadByTheirNames() {
        Pool pool = pool("framework: Custom, custom: {B: '{poolSize}', A: 'max={poolSize};x'}");

        assertThat(pool.settings())
                .extracting(PoolSetting::names)
                .containsExactly(List.of("A"), List.of("B"));
        assertThat(pool.variables()).containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size: 5",
                "framework: Custom",
                "framework: Custom, custom: {}",
                "framework: Prisma, custom: {A: '{poolSize}'}",
                "framework: Libpq, env: DATABASE_URL",
                "framework: Prisma, env: NODE_OPTIONS",
                "framework: Prisma, env: 1A",
                "framework: Prisma, size: 0",
                "framework: Prisma, size: 10001",
                "framework: Prisma, share: '0'",
                "framework: Prisma, share: '101'",
                "framework: Prisma, connectTimeout: 1500ms",
                "framework: Prisma, connectTimeout: 1000ms",
                "framework: Prisma, acquireTimeout: 2h",
                "framework: Custom, custom: {LD_PRELOAD: '{poolSize}'}",
                "framework: Custom, custom: {'A B': '{poolSize}'}",
                "framework: Custom, custom: {A: '{size}'}",
                "framework: Custom, custom: {A: '$(PASSWORD)'}",
                "framework: Custom, custom: {A: ''}"
            })
    void whatCannotBeMeantIsRefused(String spec) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> pool(spec))
                .withMessageStartingWith("spec.database.pool");
    }

    @ParameterizedTest
    @EnumSource
    void everyFrameworkHasARow(Framework framework) {
        PoolTable row = PoolTable.of(framework);

        assertThat(row.framework()).isEqualTo(framework);
        assertThat(row.note()).endsWith(".");
    }

    @Test
    void theObjectiveOfRecoveryIsHalfAMinuteUnlessGiven() {
        assertThat(Policies.read("workload: {name: a}").objectives().recovery().database())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(
                        Policies.read(
                                        "workload: {name: a}, objectives: {recovery: {database:"
                                                + " 2m}}")
                                .objectives()
                                .recovery()
                                .database())
                .isEqualTo(Duration.ofMinutes(2));
    }

    private static Pool pool(String spec) {
        return Policies.read(
                        "workload: {name: a}, secrets: [db], database: {engine: PostgreSQL, url:"
                                + " {secret: db, key: URL}, pool: {%s}}".formatted(spec))
                .database()
                .orElseThrow()
                .pool()
                .orElseThrow();
    }
}
