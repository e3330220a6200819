package dev.connectivity.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestMariaDb;
import dev.connectivity.testing.TestRedis;
import dev.connectivity.watch.Secrets.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A real server counts how often a password that it refused is tried. */
class RefusedLoginTest {

    private static final Policy POLICY =
            Policies.read(
                    "workload: {name: w}, secrets: [db], database: {engine: MySQL, url: {secret:"
                            + " db, key: URL}, probe: {interval: 2s, timeout: 2s}}");

    private static final String CACHE =
            "workload: {name: w}, secrets: [cache], upstreams: [{name: cache, url: 'redis://%s',"
                    + " probe: {interval: 2s, timeout: 2s, login: {password: {secret: cache, key:"
                    + " PASSWORD}}}}]";

    private final AtomicReference<String> password = new AtomicReference<>("old");

    @Test
    void aRefusedPasswordIsNotTriedAgainUntilTheSecretChanges() {
        try (TestMariaDb server = TestMariaDb.start();
                ProbeEngine engine = WatchFixtures.engine()) {
            server.run("CREATE USER storefront IDENTIFIED BY 'new'");
            Watchtower watchtower = WatchFixtures.watchtower(engine);
            pass(watchtower, server);
            await().until(() -> state(watchtower).equals(Optional.of(Verdict.State.Down)));
            assertThat(watchtower.database(POLICY).orElseThrow().reason())
                    .isEqualTo(Reason.DatabaseAuthenticationFailed);

            // Many intervals, and many passes that read the same Secret.
            await().pollDelay(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> {
                                pass(watchtower, server);
                                assertThat(refusals(server)).isOne();
                            });

            password.set("new");
            pass(watchtower, server);
            await().until(() -> state(watchtower).equals(Optional.of(Verdict.State.Up)));
            assertThat(refusals(server)).isOne();
        }
    }

    @Test
    void neitherIsAnUpstreams() {
        try (TestRedis server = TestRedis.start("new");
                ProbeEngine engine = WatchFixtures.engine()) {
            Watchtower watchtower = WatchFixtures.watchtower(engine);
            Policy policy = Policies.read(CACHE.formatted(server.address().display()));
            pass(watchtower, policy, password::get);
            await().untilAsserted(
                            () ->
                                    assertThat(watchtower.upstreams(policy).get("cache").reason())
                                            .isEqualTo(Reason.AuthenticationRejected));

            await().pollDelay(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> {
                                pass(watchtower, policy, password::get);
                                assertThat(server.run(WRONG_PASSWORDS)).isEqualTo(":1");
                            });

            password.set("new");
            pass(watchtower, policy, password::get);
            await().untilAsserted(
                            () ->
                                    assertThat(watchtower.upstreams(policy).get("cache").reason())
                                            .isEqualTo(Reason.Reachable));
            assertThat(server.run(WRONG_PASSWORDS)).isEqualTo(":1");
        }
    }

    private static final String WRONG_PASSWORDS =
            "EVAL \"return tonumber(string.match(redis.call('INFO', 'errorstats'),"
                    + " 'WRONGPASS:count=(%d+)'))\" 0";

    private void pass(Watchtower watchtower, TestMariaDb server) {
        pass(
                watchtower,
                POLICY,
                () ->
                        "mysql://storefront:%s@localhost:%d"
                                .formatted(password.get(), server.port()));
    }

    /** As the loop does. */
    private static void pass(Watchtower watchtower, Policy policy, Supplier<String> secret) {
        WatchFixtures.pass(watchtower, policy, (namespace, key) -> new Reading.Value(secret.get()));
    }

    private static Optional<Verdict.State> state(Watchtower watchtower) {
        return watchtower.database(POLICY).map(Verdict::state);
    }

    private static long refusals(TestMariaDb server) {
        return server.log()
                .lines()
                .filter(line -> line.contains("Access denied for user 'storefront'"))
                .count();
    }
}
