package dev.connectivity.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.testing.FakeServer;
import dev.connectivity.testing.LoggedRecords;
import dev.connectivity.testing.OutsideAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Somebody who may write policies and nothing else tries what the operator may and they may not.
 * What they may not even ask for is refused in {@code AuthorIT}; here is what they may ask, and
 * what they learn of it.
 */
class TenantIT extends TenantScene {

    private static final String CANARY = "canary";

    @Test
    void noWorkloadIsChanged() {
        startTheOperator();
        String listener = "listener: {port: 3001, env: [PORT]}\n";
        assertThat(tenant.create(policy("Observe", listener))).isEmpty();
        await().atMost(SOON)
                .until(() -> findings().anyMatch(it -> it.reason() == Reason.PortMismatch));

        assertThat(tenant.update(policy("Enforce", listener)))
                .hasValueSatisfying(it -> assertThat(it).contains("You may not patch Deployment"));
        assertThat(API.client().apps().deployments().inNamespace(namespace).list().getItems())
                .allSatisfy(it -> assertThat(it.getMetadata().getGeneration()).isEqualTo(1));
        assertThat(API.client().services().inNamespace(namespace).withName("storefront").get())
                .extracting(it -> it.getSpec().getPorts().getFirst().getTargetPort().getIntVal())
                .isEqualTo(3000);
    }

    /** Also where the operator itself may read the Secret that one of them comes from. */
    @Test
    void noVariablesValueIsTold() {
        startTheOperator();
        String all = "[TOKEN, DATABASE_URL, CALLBACK, WITH_KEY, FROM_SECRET]";
        assertThat(
                        tenant.create(
                                policy(
                                        "Observe",
                                        "listener: {port: 3001, env: %s}\n".formatted(all))))
                .isEmpty();

        await().atMost(SOON)
                .until(
                        () ->
                                findings()
                                        .map(FindingStatus::field)
                                        .filter(it -> it != null && it.contains("env[name="))
                                        .count(),
                        count -> count == 5);
        assertThat(all()).doesNotContain(CANARY);
    }

    @Test
    void whatTheAdministratorDeniesIsNotConnectedTo() throws IOException {
        try (ServerSocket vault = new ServerSocket(0, 50, OutsideAddress.get())) {
            vault.setSoTimeout(1);
            startTheOperator();
            String address = vault.getInetAddress().getHostAddress();
            List<String> upstreams =
                    Stream.of(address, "[::ffff:" + address + "]", DENIED)
                            .map(host -> "http://" + host + ":" + vault.getLocalPort())
                            .map(url -> upstream(url, ""))
                            .toList();
            assertThat(tenant.create(observing(upstreams))).isEmpty();

            assertThat(awaitAllDown(3))
                    .allSatisfy(
                            it -> assertThat(it.reason()).isEqualTo(Reason.DestinationProhibited));
            assertThat(vault).satisfies(TenantIT::wasNotConnectedTo);
        }
    }

    @Test
    void noBodyHeaderOrBannerIsTold() {
        String head = "HTTP/1.1 %s canary\r\nServer: canary\r\nLocation: http://canary/\r\n";
        String body = "Content-Length: 6\r\n\r\ncanary";
        String cookie = "Set-Cookie: canary=1\r\n";
        try (var logged = LoggedRecords.of("dev.connectivity", Level.ALL);
                var failing = FakeServer.saying(head.formatted("500") + cookie + body);
                var moved = FakeServer.saying(head.formatted("302") + body);
                var secret = FakeServer.saying(head.formatted("200") + body);
                var broken = FakeServer.saying("canary\r\n\r\n");
                var mail = greeting("554 canary\r\n");
                var broker = greeting("-ERR 'canary'\r\n");
                var store = FakeServer.saying("-ERR canary\r\n")) {
            startTheOperator();
            List<String> upstreams =
                    List.of(
                            upstream(http(failing), ""),
                            upstream(http(moved), ", http: {status: ['200']}"),
                            upstream(http(secret), ", http: {body: {contains: password}}"),
                            upstream(http(broken), ""),
                            upstream("smtp://" + place(mail), ""),
                            upstream("nats://" + place(broker), ""),
                            upstream("redis://" + place(store), ""));
            // Somebody with more rights asks for more; the tenant may read what comes of it.
            try (var author = author(List.of(Demand.PATCH_WORKLOAD))) {
                assertThat(author.create(observing(upstreams))).isEmpty();
            }

            assertThat(awaitAllDown(upstreams.size()))
                    .extracting(DependencyStatus::reason)
                    .contains(Reason.HTTPStatusUnexpected, Reason.HTTPBodyUnexpected)
                    .doesNotContain(Reason.Undetermined);
            assertThat(all()).doesNotContainIgnoringCase(CANARY);
            assertThat(logged.texts()).noneMatch(it -> it.contains(CANARY));
        }
    }

    private static FakeServer greeting(String banner) {
        return FakeServer.serving(
                client ->
                        client.getOutputStream()
                                .write(banner.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void wasNotConnectedTo(ServerSocket server) {
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
    }

    private static String http(FakeServer server) {
        return "http://" + place(server) + "/";
    }

    private static String place(FakeServer server) {
        return "127.0.0.1:" + server.address().port();
    }

    /** Asked again soon, with time for an answer on a busy machine. */
    private static String upstream(String url, String http) {
        return """
        - name: u%d
          url: '%s'
          retry: {limit: 1, backoff: 100ms}
          probe: {interval: 11s, timeout: 10s%s}
        """
                .formatted(Math.abs((url + http).hashCode()), url, http);
    }

    private static String observing(List<String> upstreams) {
        return policy("Observe", "upstreams:\n" + String.join("", upstreams));
    }
}
