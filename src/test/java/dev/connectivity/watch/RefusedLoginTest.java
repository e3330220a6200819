package dev.connectivity.watch;

import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.judge.Verdict;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Asker;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.NameServers;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.TestMariaDb;
import dev.connectivity.testing.TestRedis;
import dev.connectivity.watch.Secrets.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A real server counts how often a password that it refused is tried. */
class RefusedLoginTest {

    private static final Policy POLICY =
            Policies.read(
                    "workload: {name: w}, secrets: [db], database: {engine: MySQL, url: {secret:"
                            + " db, key: URL}, probe: {interval: 1s, timeout: 1s}}");

    private static final String CACHE =
            "workload: {name: w}, secrets: [cache], upstreams: [{name: cache, url: 'redis://%s',"
                    + " probe: {interval: 1s, timeout: 1s, login: {password: {secret: cache, key:"
                    + " PASSWORD}}}}]";

    private final AtomicReference<String> password = new AtomicReference<>("old");

    @Test
    void aRefusedPasswordIsNotTriedAgainUntilTheSecretChanges() {
        try (TestMariaDb server = TestMariaDb.start();
                ProbeEngine engine = engine()) {
            server.run("CREATE USER storefront IDENTIFIED BY 'new'");
            Watchtower watchtower = watchtower(engine);
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
                ProbeEngine engine = engine()) {
            Watchtower watchtower = watchtower(engine);
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
        Questions questions = new Questions((namespace, key) -> new Reading.Value(secret.get()));
        watchtower.watch(
                new Watchtower.Wanted(policy, questions.resolve(policy), Set.of(), Set.of()),
                Optional.empty(),
                WAKE);
    }

    private static Watchtower watchtower(ProbeEngine engine) {
        return Watchtower.over(
                engine,
                new OwnedMeters(new SimpleMeterRegistry()),
                config(),
                TimeSource.system(),
                new Random(1));
    }

    private static final Wake WAKE = (namespace, policy) -> {};

    private static Optional<Verdict.State> state(Watchtower watchtower) {
        return watchtower.database(POLICY).map(Verdict::state);
    }

    private static long refusals(TestMariaDb server) {
        return server.log()
                .lines()
                .filter(line -> line.contains("Access denied for user 'storefront'"))
                .count();
    }

    private static ProbeEngine engine() {
        TimeSource time = TimeSource.system();
        TlsClient tls = TlsClient.ofRuntime(time);
        Asker asker =
                Askers.over(loopbackDialer(), tls, NameServers.ofMachine("cluster.local"), time);
        return new VirtualThreadEngine(
                asker, (owner, target, observation, late) -> {}, time, new Caps(16, 16, 16));
    }

    private static OperatorConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(OperatorConfig.class)
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
