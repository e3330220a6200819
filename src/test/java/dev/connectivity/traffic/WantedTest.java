package dev.connectivity.traffic;

import static dev.connectivity.traffic.TrafficKind.DestinationRule;
import static dev.connectivity.traffic.TrafficKind.ServiceEntry;
import static dev.connectivity.traffic.TrafficKind.VirtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.testing.Policies;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a mesh and of a gateway, from the text of a policy. */
class WantedTest {

    private static final Surroundings SHOP =
            new Surroundings(
                    "cluster.local",
                    Map.of("app", "storefront"),
                    Map.of("app", "storefront"),
                    (namespace, name) -> namespace.equals("talk") && name.equals("chat"));

    private static List<Wanted> wanted(String spec) {
        return Wanted.of(Policies.read("workload: {name: storefront}, " + spec), SHOP);
    }

    private static List<Wanted> ofUpstreams(String upstreams) {
        return wanted("upstreams: [%s], traffic: {provider: Istio}".formatted(upstreams));
    }

    private static Wanted only(List<Wanted> wanted, TrafficKind kind) {
        return wanted.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    }

    private static Object yaml(String text) {
        return Serialization.unmarshal(text, Object.class);
    }

    @Test
    void aPolicyThatDoesNotSpeakOfTrafficAsksForNothing() {
        assertThat(wanted("upstreams: [{name: chat, url: 'http://chat'}]")).isEmpty();
    }

    private static List<Wanted> theManuals() {
        return wanted(
                """
                upstreams: [{name: chatbot, url: 'http://chat.example.test/embed',
                  probe: {interval: 20s, timeout: 10s}, retry: {limit: 3, backoff: 500ms},
                  circuit: {failures: 4, openFor: 90s}}],
                traffic: {provider: Istio, connectTimeout: 1s500ms,
                  limits: {connections: 1, pendingRequests: 2, requests: 3, retries: 4}}\
                """);
    }

    @Test
    void theManualsEntryAndServiceForIstio() {
        List<Wanted> all = theManuals();

        assertThat(all).extracting(Wanted::name).containsOnly("storefront-chatbot");
        assertThat((Object) only(all, ServiceEntry).spec())
                .isEqualTo(
                        yaml(
                                """
                                exportTo: ["."]
                                hosts: [chat.example.test]
                                location: MESH_EXTERNAL
                                resolution: DNS
                                ports: [{number: 80, name: http-80, protocol: HTTP}]
                                """));
        assertThat((Object) only(all, VirtualService).spec())
                .isEqualTo(
                        yaml(
                                """
                                exportTo: ["."]
                                hosts: [chat.example.test]
                                http:
                                - route: [{destination: {host: chat.example.test}}]
                                  retries:
                                    attempts: 3
                                    retryOn: connect-failure,refused-stream
                                    backoff: 500ms
                                    perTryTimeout: 10s
                                """));
    }

    @Test
    void theManualsRuleForIstio() {
        assertThat((Object) only(theManuals(), DestinationRule).spec())
                .isEqualTo(
                        yaml(
                                """
                                exportTo: ["."]
                                host: chat.example.test
                                workloadSelector: {matchLabels: {app: storefront}}
                                trafficPolicy:
                                  connectionPool:
                                    tcp: {connectTimeout: 1s500ms, maxConnections: 1}
                                    http: {http1MaxPendingRequests: 2, http2MaxRequests: 3, maxRetries: 4}
                                  outlierDetection:
                                    consecutiveGatewayErrors: 4
                                    consecutive5xxErrors: 0
                                    interval: 10s
                                    baseEjectionTime: 90s
                                    maxEjectionPercent: 100
                                """));
    }

    @Test
    void theManualsTableForEnvoyGateway() {
        List<Wanted> all =
                wanted(
                        """
                        traffic: {provider: EnvoyGateway, routes: [web, api], connectTimeout: 1s,
                          timeout: 10s, requestTimeout: 60s,
                          retry: {limit: 2, backoff: 100ms, maxBackoff: 1s},
                          circuit: {failures: 4, openFor: 20s},
                          limits: {connections: 1, pendingRequests: 2, requests: 3, retries: 4}}\
                        """);

        assertThat(all).extracting(Wanted::name).containsExactly("storefront");
        assertThat((Object) all.getFirst().spec())
                .isEqualTo(
                        yaml(
                                """
                                targetRefs:
                                - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: web}
                                - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: api}
                                mergeType: StrategicMerge
                                timeout: {tcp: {connectTimeout: 1s}, http: {requestTimeout: 60s}}
                                retry:
                                  numRetries: 2
                                  retryOn: {triggers: [connect-failure, refused-stream]}
                                  perRetry: {backOff: {baseInterval: 100ms, maxInterval: 1s}, timeout: 10s}
                                circuitBreaker:
                                  maxConnections: 1
                                  maxPendingRequests: 2
                                  maxParallelRequests: 3
                                  maxParallelRetries: 4
                                healthCheck:
                                  passive:
                                    consecutiveGatewayErrors: 4
                                    consecutive5XxErrors: 0
                                    baseEjectionTime: 20s
                                    maxEjectionPercent: 50
                                """));
    }

    @Test
    void whatIsNotDeclaredIsLeftToTheGateway() {
        Map<String, Object> spec =
                wanted("traffic: {provider: EnvoyGateway, routes: [web]}").getFirst().spec();

        assertThat(spec).doesNotContainKey("circuitBreaker");
        assertThat(spec.get("timeout")).isEqualTo(yaml("tcp: {connectTimeout: 2s}"));
        assertThat(spec.get("retry"))
                .isEqualTo(
                        yaml(
                                """
                                numRetries: 3
                                retryOn: {triggers: [connect-failure, refused-stream]}
                                perRetry: {backOff: {baseInterval: 1s, maxInterval: 8s}}
                                """));
    }

    /** The manual's second table. */
    @ParameterizedTest
    @CsvSource({
        "http://chat, DestinationRule VirtualService",
        "ws://chat:8080, DestinationRule VirtualService",
        "grpc://chat:9000, DestinationRule VirtualService",
        "http://chat.example.test, ServiceEntry DestinationRule VirtualService",
        "https://chat.example.test, ServiceEntry DestinationRule",
        "wss://chat.example.test, ServiceEntry DestinationRule",
        "grpcs://chat.example.test:443, ServiceEntry DestinationRule",
        "rediss://cache.example.test, ServiceEntry DestinationRule",
        "tls://chat.example.test:443, ServiceEntry DestinationRule",
        "https://chat, DestinationRule",
        "tcp://chat:7000, DestinationRule",
        "redis://cache, DestinationRule",
        "kafka://broker, DestinationRule",
        "redis://cache.example.test, ''",
        "tcp://chat.example.test:7000, ''",
        "http://192.0.2.1, ''",
        "'http://[2001:db8::1]', ''",
        "http://localhost:3000, ''",
        "dns://chat.example.test, ''",
        "http://pod-0.chat.shop.svc.cluster.local, ''",
    })
    void whichResourcesAnUpstreamGets(String url, String kinds) {
        assertThat(
                        ofUpstreams("{name: chat, url: '%s'}".formatted(url)).stream()
                                .map(it -> it.kind().name())
                                .toList())
                .isEqualTo(Stream.of(kinds.split(" ")).filter(it -> !it.isEmpty()).toList());
    }

    @Test
    void tlsAfterAGreetingIsNoTlsToAProxy() {
        assertThat(
                        ofUpstreams(
                                "{name: mail, url: 'tls://mail.example.test:25', probe: {tls:"
                                        + " {startTls: SMTP}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat, chat.shop.svc.cluster.local",
        "http://Chat, chat.shop.svc.cluster.local",
        "http://chat.talk, chat.talk.svc.cluster.local",
        "http://chat.talk.svc, chat.talk.svc.cluster.local",
        "http://chat.talk.svc.cluster.local, chat.talk.svc.cluster.local",
        "http://chat.elsewhere, chat.elsewhere",
        "http://chat.example.test, chat.example.test",
    })
    void whatAHostIsToAMesh(String url, String host) {
        Wanted rule = only(ofUpstreams("{name: chat, url: '%s'}".formatted(url)), DestinationRule);

        assertThat(rule.spec()).containsEntry("host", host);
        assertThat(rule.namespaces())
                .isEqualTo(host.contains(".talk.") ? Set.of("shop", "talk") : Set.of("shop"));
    }

    @Test
    void whereAServiceHasTheUpstreamsPlaceThatIsWhatIsCalled() {
        List<Wanted> all =
                ofUpstreams(
                        "{name: chat, url: 'http://chat.example.test', fallback: {type: Service,"
                                + " service: {name: talk, backend: {name: stand-in, port: 80}}}}");

        assertThat(all).extracting(Wanted::kind).containsExactly(DestinationRule, VirtualService);
        assertThat(all.getFirst().spec()).containsEntry("host", "talk.shop.svc.cluster.local");
    }

    @Test
    void ofUpstreamsAtOneHostTheMostPatientHasItsWay() {
        List<Wanted> all =
                ofUpstreams(
                        """
                        {name: fast, url: 'http://api.example.test/a', probe: {timeout: 1s},
                         retry: {limit: 3, backoff: 100ms}, circuit: {failures: 2, openFor: 60s}},
                        {name: slow, url: 'https://api.example.test/b', probe: {timeout: 15s},
                         retry: {limit: 1, backoff: 2s}, circuit: {failures: 9, openFor: 5s}},
                        {name: other, url: 'http://api.example.test/c', probe: {timeout: 9s},
                         retry: {limit: 2, backoff: 1s}, circuit: {failures: 5, openFor: 7s}}\
                        """);

        assertThat(all).extracting(Wanted::name).containsOnly("storefront-fast");
        assertThat(all).hasSize(3);
        assertThat(only(all, ServiceEntry).spec().get("ports"))
                .isEqualTo(
                        yaml(
                                """
                                - {number: 80, name: http-80, protocol: HTTP}
                                - {number: 443, name: tls-443, protocol: TLS}
                                """));
        assertThat(only(all, DestinationRule).spec().toString())
                .contains("consecutiveGatewayErrors=9", "baseEjectionTime=5s", "interval=5s");
        assertThat(only(all, VirtualService).spec().toString())
                .contains("attempts=2", "perTryTimeout=9s", "backoff=2s");
    }

    @Test
    void withoutRepeatsNothingIsRepeated() {
        List<Wanted> all = ofUpstreams("{name: chat, url: 'http://chat', retry: {limit: 0}}");

        assertThat(only(all, VirtualService).spec().toString()).contains("retries={attempts=0}");
    }

    @Test
    void aNameThatWouldBeTooLongIsCutAndStaysItsOwn() {
        String one = Names.of("a".repeat(253), "chat");
        String other = Names.of("a".repeat(253), "chart");

        assertThat(one).hasSize(253).isNotEqualTo(other);
        assertThat(Names.of("storefront", "chat")).isEqualTo("storefront-chat");
    }
}
