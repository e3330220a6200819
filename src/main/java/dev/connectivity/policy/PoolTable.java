package dev.connectivity.policy;

import static dev.connectivity.policy.PoolSetting.POOL_SIZE;

import dev.connectivity.api.v1alpha1.PoolSpec.Framework;
import dev.connectivity.policy.PoolSetting.Reader;
import java.util.List;
import java.util.OptionalInt;

/**
 * How each framework is told about its pool, as its own documentation has it.
 *
 * @param size connections that a process opens at most where nothing is set; empty where that
 *     depends on the machine or on the application
 * @param settings none where code must be changed
 * @param note what a user must know besides
 */
public record PoolTable(
        Framework framework, OptionalInt size, List<PoolSetting> settings, String note) {

    private static final String CONNECT_SECONDS = "{connectTimeoutSeconds}";
    private static final String ACQUIRE_SECONDS = "{acquireTimeoutSeconds}";
    private static final String ACQUIRE_MILLIS = "{acquireTimeoutMillis}";

    /** The row of a framework; {@code Custom} brings its settings along. */
    public static PoolTable of(Framework framework) {
        return switch (framework) {
            case Prisma -> prisma();
            case SpringBoot -> springBoot();
            case Quarkus -> quarkus();
            case Rails -> rails();
            case Django -> django();
            case SQLAlchemy -> sqlAlchemy();
            case NodePostgres -> nodePostgres();
            case Libpq -> libpq();
            case Custom -> row(framework, OptionalInt.empty(), "What `custom` names.", List.of());
        };
    }

    private static PoolTable prisma() {
        return row(
                Framework.Prisma,
                OptionalInt.empty(),
                "Its own number is twice the node's CPUs and one. Up to version 6, and in 7 without"
                        + " a driver adapter: an adapter's pool is set in code.",
                List.of(
                        PoolSetting.parameter("connection_limit", POOL_SIZE),
                        PoolSetting.parameter("pool_timeout", ACQUIRE_SECONDS),
                        PoolSetting.parameter("connect_timeout", CONNECT_SECONDS)));
    }

    private static PoolTable springBoot() {
        return row(
                Framework.SpringBoot,
                OptionalInt.of(10),
                "Of HikariCP. Both spellings are read, the one without inner underscores first.",
                List.of(
                        PoolSetting.variable(
                                POOL_SIZE,
                                Reader.Framework,
                                "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE",
                                "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE"),
                        PoolSetting.variable(
                                ACQUIRE_MILLIS,
                                Reader.Framework,
                                "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT",
                                "SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT")));
    }

    private static PoolTable quarkus() {
        return row(
                Framework.Quarkus,
                OptionalInt.of(50),
                "Of the default JDBC datasource; 20 in older versions. Reactive clients have a pool"
                        + " of their own.",
                List.of(
                        PoolSetting.variable(
                                POOL_SIZE, Reader.Framework, "QUARKUS_DATASOURCE_JDBC_MAX_SIZE"),
                        PoolSetting.variable(
                                ACQUIRE_SECONDS,
                                Reader.Framework,
                                "QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT")));
    }

    private static PoolTable rails() {
        return row(
                Framework.Rails,
                OptionalInt.of(5),
                "Of each process: with several Puma workers give the pool of one. Where"
                        + " `config/database.yml` takes `pool` from `RAILS_MAX_THREADS`, or"
                        + " `max_connections`, which from 8.1 on comes before `pool`, use"
                        + " `Custom` with that variable, which is also Puma's number of threads.",
                List.of(
                        PoolSetting.parameter("pool", POOL_SIZE),
                        PoolSetting.parameter("checkout_timeout", ACQUIRE_SECONDS),
                        PoolSetting.parameter("connect_timeout", CONNECT_SECONDS)));
    }

    private static PoolTable django() {
        return row(
                Framework.Django,
                OptionalInt.empty(),
                "One connection for each thread, or from version 5.1 a pool by `OPTIONS` in the"
                        + " settings module: both are code, so the size is proposed in words only."
                        + " Where the settings module reads variables, use `Custom`.",
                List.of());
    }

    private static PoolTable sqlAlchemy() {
        return row(
                Framework.SQLAlchemy,
                OptionalInt.of(15),
                "Its own number is 5 and an overflow of 10. It reads no variables: hand these to"
                        + " `create_engine` as `pool_size` and `pool_timeout`, with"
                        + " `max_overflow=0`.",
                List.of(
                        PoolSetting.variable(POOL_SIZE, Reader.Application, "SQLALCHEMY_POOL_SIZE"),
                        PoolSetting.variable(
                                ACQUIRE_SECONDS, Reader.Application, "SQLALCHEMY_POOL_TIMEOUT")));
    }

    private static PoolTable nodePostgres() {
        return row(
                Framework.NodePostgres,
                OptionalInt.of(10),
                "Of `pg.Pool`. It reads neither from variables nor from the URL: hand these to the"
                        + " constructor as `max` and `connectionTimeoutMillis`, which counts the"
                        + " wait and the connect together.",
                List.of(
                        PoolSetting.variable(POOL_SIZE, Reader.Application, "PG_POOL_MAX"),
                        PoolSetting.variable(
                                ACQUIRE_MILLIS,
                                Reader.Application,
                                "PG_POOL_CONNECTION_TIMEOUT_MILLIS")));
    }

    private static PoolTable libpq() {
        return row(
                Framework.Libpq,
                OptionalInt.of(1),
                "psycopg, pgx and others read it too. It has no pool: say in `size` how many"
                        + " connections a pod opens.",
                List.of(
                        PoolSetting.variable(
                                CONNECT_SECONDS, Reader.Framework, "PGCONNECT_TIMEOUT")));
    }

    private static PoolTable row(
            Framework framework, OptionalInt size, String note, List<PoolSetting> settings) {
        return new PoolTable(framework, size, settings, note);
    }
}
