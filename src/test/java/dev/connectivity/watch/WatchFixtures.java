package dev.connectivity.watch;

import static dev.connectivity.testing.ProbeFixtures.asker;
import static dev.connectivity.testing.ProbeFixtures.loopbackDialer;

import dev.connectivity.config.OperatorConfig;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.TlsClient;
import dev.connectivity.probe.engine.Caps;
import dev.connectivity.probe.engine.ProbeEngine;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A watchtower that asks real sockets, without an operator around it. */
final class WatchFixtures {

    private WatchFixtures() {}

    /** Reaches loopback, and trusts what the machine trusts. */
    static ProbeEngine engine() {
        return engine(loopbackDialer(), TlsClient.ofRuntime(TimeSource.system()));
    }

    static ProbeEngine engine(Dialer dialer, TlsClient tls) {
        TimeSource time = TimeSource.system();
        return new VirtualThreadEngine(
                asker(dialer, tls),
                (owner, target, observation, late) -> {},
                time,
                new Caps(16, 16, 16));
    }

    static Watchtower watchtower(ProbeEngine engine) {
        return watchtower(engine, TimeSource.system());
    }

    static Watchtower watchtower(ProbeEngine engine, InstantSource clock) {
        return Watchtower.over(
                engine,
                new OwnedMeters(new SimpleMeterRegistry()),
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withMapping(OperatorConfig.class)
                        .build()
                        .getConfigMapping(OperatorConfig.class),
                clock,
                new Random(1));
    }

    /** As the loop does, for a policy that asks nothing of its pods. */
    static void pass(Watchtower watchtower, Policy policy, Secrets secrets) {
        pass(watchtower, policy, secrets, Set.of());
    }

    static void pass(Watchtower watchtower, Policy policy, Secrets secrets, Set<PodPort> ports) {
        watchtower.watch(
                new Watchtower.Wanted(
                        policy, new Questions(secrets).resolve(policy), ports, Set.of()),
                Optional.empty(),
                (namespace, name) -> {});
    }
}
