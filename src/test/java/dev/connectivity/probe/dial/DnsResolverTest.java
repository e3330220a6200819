package dev.connectivity.probe.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Address;
import dev.connectivity.probe.AttemptFailed;
import dev.connectivity.probe.Deadline;
import dev.connectivity.probe.TimeSource;
import dev.connectivity.probe.dial.Resolver.Resolution;
import dev.connectivity.testing.FakeDns;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsResolverTest {

    private final FakeDns dns = new FakeDns();
    private final DnsResolver resolver =
            new DnsResolver(
                    "cluster.local", new SingletonDnsServerAddressStreamProvider(dns.address()));

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    @Test
    void aShortNameIsAServiceOfThePolicysNamespace() throws AttemptFailed {
        dns.with("db.shop.svc.cluster.local", "10.96.0.7");

        assertThat(resolve("db")).isEqualTo(resolution("db.shop.svc.cluster.local", "10.96.0.7"));
    }

    @Test
    void aNameWithItsNamespaceIsAServiceOfThatNamespace() throws AttemptFailed {
        dns.with("db.other.svc.cluster.local", "10.96.0.8");

        assertThat(resolve("db.other").name()).isEqualTo("db.other.svc.cluster.local");
    }

    @Test
    void theSearchListIsTriedInThePodsOrderAndTheNameItselfLast() throws AttemptFailed {
        dns.with("chat.example.test", "203.0.113.1");

        assertThat(resolve("chat.example.test").name()).isEqualTo("chat.example.test");
        assertThat(dns.asked())
                .containsExactly(
                        "chat.example.test.shop.svc.cluster.local",
                        "chat.example.test.svc.cluster.local",
                        "chat.example.test.cluster.local",
                        "chat.example.test");
    }

    @Test
    void aNameWithFiveDotsIsTriedAsItIsFirst() throws AttemptFailed {
        dns.with("a.b.c.d.e.test", "203.0.113.1");

        resolve("a.b.c.d.e.test");

        assertThat(dns.asked()).containsExactly("a.b.c.d.e.test");
    }

    @Test
    void aDotAtTheEndMakesANameAbsolute() {
        assertThat(reasonFor("db.")).isEqualTo(Reason.DNSNameNotFound);
        assertThat(dns.asked()).containsExactly("db");
    }

    @Test
    void bothFamiliesAreLookedUpIPv4First() {
        dns.with("dual.test", "2001:db8::1", "203.0.113.1");

        // A family whose answer a busy machine reads too late is not asked for again.
        await().untilAsserted(
                        () ->
                                assertThat(resolve("dual.test."))
                                        .isEqualTo(
                                                resolution(
                                                        "dual.test",
                                                        "203.0.113.1",
                                                        "2001:db8::1")));
    }

    @Test
    void aNameWithIPv6AloneIsFound() throws AttemptFailed {
        dns.with("six.test", "2001:db8::1");

        assertThat(resolve("six.test.")).isEqualTo(resolution("six.test", "2001:db8::1"));
    }

    @Test
    void aNameThatExistsNowhereIsNameNotFound() {
        assertThat(reasonFor("nowhere")).isEqualTo(Reason.DNSNameNotFound);
    }

    @Test
    void aNameWithoutAddressesIsNameNotFound() {
        dns.with("empty.test");

        assertThat(reasonFor("empty.test.")).isEqualTo(Reason.DNSNameNotFound);
    }

    @Test
    void aFailingNameServerIsServerFailure() {
        dns.failing("broken.test");

        assertThat(reasonFor("broken.test")).isEqualTo(Reason.DNSServerFailure);
    }

    @Test
    void aFailureForOneCompletionDoesNotHideANameThatExists() throws AttemptFailed {
        dns.failing("chat.test.cluster.local").with("chat.test", "203.0.113.1");

        assertThat(resolve("chat.test").name()).isEqualTo("chat.test");
    }

    @Test
    void aSilentNameServerIsTimeoutAtTheDeadline() {
        dns.silent("quiet.test");

        assertThat(reasonFor("quiet.test.", Duration.ofMillis(300))).isEqualTo(Reason.DNSTimeout);
    }

    @Test
    void aLostDatagramIsRepeatedWithinTheDeadline() {
        dns.silent("lossy.test").with("lossy.test", "203.0.113.1");

        CompletableFuture<Resolution> found =
                CompletableFuture.supplyAsync(() -> found("lossy.test."));
        await().until(() -> dns.asked("lossy.test") >= 2);
        dns.healed("lossy.test");

        assertThat(found.join()).isEqualTo(resolution("lossy.test", "203.0.113.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9", "127.0.0.1", "::ffff:10.0.0.1"})
    void literalAddressesAreNotAskedFor(String literal) throws AttemptFailed {
        assertThat(resolve(literal).addresses()).containsExactly(InetAddress.ofLiteral(literal));
        assertThat(dns.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost."})
    void localhostIsLoopbackWithoutAsking(String name) throws AttemptFailed {
        assertThat(resolve(name).addresses()).allMatch(InetAddress::isLoopbackAddress);
        assertThat(dns.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a b",
                "user:secret@host",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "1.2.3.4.5",
                "127.0.0.1.",
                "fe80::1%eth0",
                "-a.test",
                "a..b",
                "a/b"
            })
    void whatIsNeitherANameNorAnAddressIsNotAskedForNorRepeated(String host) {
        AttemptFailed failed = failure(host, Duration.ofSeconds(5));

        assertThat(failed.outcome().reason()).isEqualTo(Reason.DNSNameNotFound);
        assertThat(failed.outcome().detail()).isEqualTo("not a host name");
        assertThat(dns.asked()).isEmpty();
    }

    private Resolution resolve(String host) throws AttemptFailed {
        return resolver.resolve(address(host), deadline(Duration.ofSeconds(5)));
    }

    private Resolution found(String host) {
        try {
            return resolver.resolve(address(host), deadline(Duration.ofSeconds(30)));
        } catch (AttemptFailed e) {
            throw new IllegalStateException(e);
        }
    }

    private Reason reasonFor(String host) {
        return reasonFor(host, Duration.ofSeconds(5));
    }

    private Reason reasonFor(String host, Duration limit) {
        return failure(host, limit).outcome().reason();
    }

    private AttemptFailed failure(String host, Duration limit) {
        return catchThrowableOfType(
                AttemptFailed.class, () -> resolver.resolve(address(host), deadline(limit)));
    }

    private static Address address(String host) {
        return new Address(host, 80, "shop");
    }

    private static Deadline deadline(Duration limit) {
        return Deadline.after(TimeSource.system(), limit);
    }

    private static Resolution resolution(String name, String... addresses) {
        return new Resolution(
                name, java.util.Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    }
}
