package dev.connectivity.reconcile;

import static dev.connectivity.testing.KnownBuilder.aKnown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.apply.EventRecorder.Entry;
import dev.connectivity.config.OperatorConfig;
import dev.connectivity.metrics.OwnedMeters;
import dev.connectivity.metrics.ProbeMeters;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Dialer;
import dev.connectivity.probe.dial.DnsResolver;
import dev.connectivity.probe.dial.Resolvers;
import dev.connectivity.probe.engine.VirtualThreadEngine;
import dev.connectivity.probe.tcp.TcpProber;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.testing.FakeDns;
import dev.connectivity.testing.KnownBuilder;
import dev.connectivity.testing.Policies;
import dev.connectivity.testing.ProbeFixtures;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.Watchtower;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name server that fails for 20 upstreams of two policies, as the loop would tell of it. */
class SharedCauseTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final FakeDns dns = new FakeDns();
    private final DnsResolver resolver = Resolvers.asking(dns);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OwnedMeters meters = new OwnedMeters(registry);
    private final TimeSource time = TimeSource.system();
    private final VirtualThreadEngine engine =
            RunningOperator.engine(prober(), new ProbeMeters(meters, registry), time);
    private final Watchtower watchtower =
            Watchtower.over(engine, meters, config(), time, new Random(1));
    private final Map<Policy, ConnectivityPolicyStatus> statuses = new HashMap<>();
    private final List<Entry> events = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
        resolver.close();
        dns.close();
    }

    @Test
    void isOneFindingAndOneEventForEachPolicyAndNotTwenty() throws IOException {
        try (ServerSocket open = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Policy shop = policy("shop", 12, open.getLocalPort());
            Policy reports = policy("reports", 8, open.getLocalPort());
            names(12, dns::failing);
            watch(shop);
            watch(reports);
            String server = "NameServer/127.0.0.1:" + dns.address().getPort();
            await().atMost(SOON).until(() -> everyCause(shop, reports).equals(Set.of(server)));
            assertThat(told("is down")).isLessThanOrEqualTo(8);
            assertThat(told("10 or more dependencies fail on name server")).isBetween(0L, 2L);
            assertThat(told("dependencies fail on name server")).isEqualTo(2);
            assertThat(correlated()).isEqualTo(20);
            assertThat(statuses.get(shop).findings())
                    .singleElement()
                    .satisfies(one -> assertThat(one.object()).isEqualTo(server))
                    .satisfies(one -> assertThat(one.reason()).isEqualTo(Reason.DNSServerFailure));
            names(12, name -> dns.with(name, "127.0.0.1").healed(name));
            await().atMost(SOON).until(() -> everyState(shop, reports).equals(Set.of("Up")));
            assertThat(told("no longer fails many")).isEqualTo(2);
            assertThat(statuses.get(shop).findings()).isNull();
        }
    }

    private void watch(Policy policy) {
        watchtower.watch(
                new Watchtower.Wanted(
                        policy,
                        new Questions(
                                        (namespace, key) -> {
                                            throw new AssertionError("no Secret is named");
                                        })
                                .resolve(policy),
                        Set.of(),
                        Set.of()),
                Optional.empty(),
                (namespace, name) -> {});
    }

    /** As a pass of the loop. */
    private ConnectivityPolicyStatus look(Policy policy) {
        KnownBuilder known = aKnown();
        watchtower.upstreams(policy).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> known.upstream(one.getKey(), true, one.getValue()));
        Optional<ConnectivityPolicyStatus> before = Optional.ofNullable(statuses.get(policy));
        before.ifPresent(known::before);
        ConnectivityPolicyStatus status = StatusBuilder.build(known.build());
        events.addAll(DependencyEvents.tell(before, status));
        statuses.put(policy, status);
        return status;
    }

    private Set<String> everyCause(Policy... policies) {
        return upstreams(policies).stream()
                .map(one -> Optional.ofNullable(one.cause()).orElse("none"))
                .collect(Collectors.toSet());
    }

    private Set<String> everyState(Policy... policies) {
        return upstreams(policies).stream()
                .map(one -> one.state().name())
                .collect(Collectors.toSet());
    }

    private List<DependencyStatus> upstreams(Policy... policies) {
        List<DependencyStatus> all = new ArrayList<>();
        for (Policy policy : policies) {
            all.addAll(Optional.ofNullable(look(policy).upstreams()).orElse(List.of()));
        }
        return all;
    }

    private long told(String words) {
        return events.stream().filter(event -> event.note().contains(words)).count();
    }

    private double correlated() {
        return registry
                .get("connectivity.correlated.failures")
                .tags("kind", "NameServer", "reason", "DNSServerFailure")
                .gauges()
                .stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private static void names(int count, Consumer<String> use) {
        IntStream.rangeClosed(1, count).forEach(i -> use.accept("u" + i + ".example.test"));
    }

    private static Policy policy(String name, int upstreams, int port) {
        String list =
                IntStream.rangeClosed(1, upstreams)
                        .mapToObj(
                                i ->
                                        "{name: u%d, url: 'tcp://u%d.example.test:%d',"
                                                        .formatted(i, i, port)
                                                + " probe: {interval: 2s, timeout: 2s}}")
                        .collect(Collectors.joining(","));
        return PolicyReader.read(
                Policies.named(
                        name,
                        "2026-01-01T00:00:00Z",
                        "workload: {name: w}, upstreams: [" + list + "]"));
    }

    private Prober<Question> prober() {
        TcpProber tcp = new TcpProber(new Dialer(resolver, ProbeFixtures.openGuard()), time);
        return (question, limits) ->
                question instanceof Question.Tcp connect
                        ? tcp.ask(connect, limits)
                        : new Observation(
                                time.instant(),
                                Duration.ZERO,
                                Map.of(),
                                new Outcome.Failed(Reason.Undetermined, "not asked here"),
                                List.of());
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
