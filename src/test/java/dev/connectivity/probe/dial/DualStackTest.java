package dev.connectivity.probe.dial;

import static dev.connectivity.testing.ProbeFixtures.QUICK;
import static dev.connectivity.testing.ProbeFixtures.failureOf;
import static dev.connectivity.testing.ProbeFixtures.openGuard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Fact.Family;
import dev.connectivity.probe.Fact.FamilyTried;
import dev.connectivity.probe.Fact.Tried;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Phase;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.FakeServer.Conversation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DualStackTest {

    private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");
    private static final Conversation NOTHING = client -> {};

    private final Dialer dialer =
            new Dialer(
                    (address, _) -> new Resolver.Resolution(address.host(), List.of(IPV4, IPV6)),
                    openGuard());

    @Test
    void bothFamiliesAreTriedAndTheUnusedConnectionIsClosed() {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (FakeServer four = FakeServer.serving(NOTHING);
                FakeServer six = four.twin("::1", c -> end.complete(c.getInputStream().read()))) {
            Observation observation = ask(four.address());

            assertThat(observation.succeeded()).isTrue();
            assertThat(tried(observation, Family.IPv4)).isEqualTo(new Tried.Connected());
            assertThat(tried(observation, Family.IPv6)).isEqualTo(new Tried.Connected());
            assertThat(end.join()).as("the end of its stream").isEqualTo(-1);
            assertThat(six.address().port()).isEqualTo(four.address().port());
        }
    }

    @Test
    void aFamilyThatRefusesIsAFactOfAnAttemptThatSucceeds() {
        try (FakeServer four = FakeServer.serving(NOTHING)) {
            Observation observation = ask(four.address());

            assertThat(observation.succeeded()).isTrue();
            assertThat(tried(observation, Family.IPv6))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionRefused));
        }
    }

    @Test
    void theOtherFamilyIsUsedAtOnceWhereTheFirstRefuses() {
        try (FakeServer four = FakeServer.serving(NOTHING);
                FakeServer six = four.twin("::1", NOTHING)) {
            four.close();
            Observation observation =
                    quickest(
                            Duration.ofMillis(200),
                            () -> ask(six.address()),
                            it -> it.phases().getOrDefault(Phase.Connect, it.took()));

            assertThat(observation.succeeded()).isTrue();
            assertThat(tried(observation, Family.IPv4))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionRefused));
        }
    }

    @Test
    void aFirstFamilyThatHangsIsGivenUpAfterAMomentAndStillReported() {
        try (FakeServer four = FakeServer.full();
                FakeServer six = four.twin("::1", NOTHING)) {
            Observation observation =
                    quickest(Duration.ofMillis(1_500), () -> ask(six.address()), Observation::took);

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.took()).isGreaterThan(Duration.ofMillis(200));
            assertThat(tried(observation, Family.IPv4))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionTimeout));
        }
    }

    @Test
    void anOtherFamilyThatHangsCostsTheAttemptNothing() {
        try (FakeServer four = FakeServer.serving(NOTHING);
                FakeServer six = four.fullTwin("::1")) {
            long began = System.nanoTime();
            Observation first = ask(six.address());
            Duration held = Duration.ofNanos(System.nanoTime() - began);
            Observation observation =
                    quickest(Duration.ofMillis(200), () -> ask(six.address()), Observation::took);

            assertThat(first.succeeded()).isTrue();
            assertThat(observation.succeeded()).isTrue();
            assertThat(tried(observation, Family.IPv6))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionTimeout));
            assertThat(held).as("of QUICK's 5 s to connect").isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void whereBothFailTheOneThatSaysMostIsTheReason() {
        try (FakeServer four = FakeServer.full()) {
            Observation observation = ask(four.address());

            assertThat(failureOf(observation).reason()).isEqualTo(Reason.ConnectionRefused);
            assertThat(tried(observation, Family.IPv4))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionTimeout));
            assertThat(tried(observation, Family.IPv6))
                    .isEqualTo(new Tried.Failed(Reason.ConnectionRefused));
        }
    }

    @Test
    void aServerThatPunishesSilentConnectionsSeesOne() {
        AtomicInteger four = new AtomicInteger();
        AtomicInteger six = new AtomicInteger();
        try (FakeServer first = FakeServer.serving(client -> four.incrementAndGet());
                FakeServer second = first.twin("::1", client -> six.incrementAndGet())) {
            Observation observation =
                    Attempt.observe(
                            TimeSource.system(),
                            QUICK,
                            attempt -> dialer.dial(attempt, second.address()).close());

            Awaitility.await().untilAsserted(() -> assertThat(four).hasValue(1));
            assertThat(six).hasValue(0);
            assertThat(observation.facts()).isEmpty();
        }
    }

    @Test
    void aNameOfOneFamilyHasNoFactsOfFamilies() {
        Dialer single =
                new Dialer(
                        (address, _) -> new Resolver.Resolution(address.host(), List.of(IPV4)),
                        openGuard());
        try (FakeServer four = FakeServer.serving(NOTHING)) {
            Observation observation =
                    Attempt.observe(
                            TimeSource.system(),
                            QUICK,
                            attempt -> single.dialBothFamilies(attempt, four.address()).close());

            assertThat(observation.succeeded()).isTrue();
            assertThat(observation.facts()).isEmpty();
        }
    }

    @Test
    void aFamilyThatThisMachineCannotReachWasNotTried() throws InterruptedException {
        for (IOException lack :
                List.of(
                        new SocketException("Network is unreachable"),
                        new SocketException("Cannot assign requested address"),
                        new SocketException("IPv6 protocol family unavailable"))) {
            assertThat(fact(lack).tried()).isEqualTo(new Tried.NotTried());
        }
        assertThat(fact(new SocketTimeoutException()).tried())
                .isEqualTo(new Tried.Failed(Reason.ConnectionTimeout));
    }

    private static FamilyTried fact(IOException error) throws InterruptedException {
        Lane lane =
                Lane.start(
                        Family.IPv6,
                        TimeSource.system(),
                        () -> {
                            throw error;
                        },
                        _ -> {});
        assertThat(lane.ended(Duration.ofSeconds(5))).isTrue();
        return lane.fact(lane.abandonAfter(Duration.ZERO));
    }

    /**
     * One that took less than this. A pause that is meant is in each attempt; one that a busy
     * machine makes is not.
     */
    private static Observation quickest(
            Duration limit, Supplier<Observation> attempt, Function<Observation, Duration> time) {
        return Awaitility.await().until(attempt::get, it -> time.apply(it).compareTo(limit) < 0);
    }

    private Observation ask(Address address) {
        return Attempt.observe(
                TimeSource.system(),
                QUICK,
                attempt -> dialer.dialBothFamilies(attempt, address).close());
    }

    private static Tried tried(Observation observation, Family family) {
        assertThat(observation.facts()).hasSize(2);
        for (Fact fact : observation.facts()) {
            if (fact instanceof FamilyTried(Family of, Tried tried, Duration _) && of == family) {
                return tried;
            }
        }
        throw new AssertionError("no fact of " + family + ": " + observation);
    }
}
