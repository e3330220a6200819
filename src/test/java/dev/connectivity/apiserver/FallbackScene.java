package dev.connectivity.apiserver;

import static org.awaitility.Awaitility.await;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Limits;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Prober;
import dev.connectivity.probe.Question;
import dev.connectivity.reconcile.RunningOperator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole operator against a real API server, and an upstream at 203.0.113.10 that answers or
 * does not as it is told.
 */
class FallbackScene extends OperatedScene implements Prober<Question> {

    static final Duration SOON = Duration.ofSeconds(60);
    static final String UPSTREAM = "203.0.113.10";
    static final String STAND_IN = "203.0.113.20";
    static final String SERVICE_FALLBACK =
            "{type: Service, dwell: 1s, service: {name: chat, backend: {name: chat-offline, port:"
                    + " 80}}}";

    private static final String STAND_IN_SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: chat-offline}
            spec:
              ports: [{name: http, port: 80, targetPort: 8080}]
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: chat-offline-1, labels: {kubernetes.io/service-name: chat-offline}}
            addressType: IPv4
            ports: [{name: http, port: 8080, protocol: TCP}]
            endpoints: [{addresses: [203.0.113.20], conditions: {ready: true}}]
            """;
    private static final String PACE =
            """
            probe: {interval: 1s, timeout: 1s}
            retry: {limit: 3, backoff: 100ms, maxBackoff: 200ms}
            circuit: {failures: 3, openFor: 1s, successes: 1}
            """;

    final AtomicInteger asked = new AtomicInteger();
    private volatile boolean up = true;
    private volatile String address = UPSTREAM;
    private volatile boolean knowsTheAlias = true;

    @BeforeEach
    void deploy() {
        clientSideApply(DEPLOYMENT);
        settle();
        clientSideApply(STAND_IN_SERVICE);
    }

    RunningOperator startTheOperator() {
        return startTheOperator(this);
    }

    void theUpstreamAnswers(boolean does) {
        up = does;
    }

    void theUpstreamMovesTo(String literal) {
        address = literal;
    }

    void theUpstreamKnowsTheAlias(boolean does) {
        knowsTheAlias = does;
    }

    void applyPolicy(String fallback) {
        applyPolicy("Enforce", fallback);
    }

    void applyPolicy(String mode, String fallback) {
        clientSideApply(
                policy(mode, PACE) + (fallback.isEmpty() ? "" : "    fallback: " + fallback));
    }

    /** With one upstream, whose last fields are these. */
    static String policy(String mode, String ofUpstream) {
        return """
        apiVersion: connectivity.dev/v1alpha1
        kind: ConnectivityPolicy
        metadata: {name: storefront}
        spec:
          mode: %s
          workload: {name: storefront}
          upstreams:
          - name: chatbot
            url: http://chat.example.test/embed
            importance: Optional
        """
                        .formatted(mode)
                + ofUpstream.indent(4);
    }

    void becomes(FallbackState state) {
        await().atMost(SOON)
                .until(() -> fallback().map(FallbackStatus::state), Optional.of(state)::equals);
    }

    @Override
    public Observation ask(Question question, Limits limits) {
        asked.incrementAndGet();
        List<Fact> facts =
                question instanceof Question.Place
                        ? List.of(
                                new Fact.Placed(
                                        "chat.example.test",
                                        List.of(InetAddress.ofLiteral(address))))
                        : List.of();
        boolean answers =
                question instanceof Question.Place || up && (knowsTheAlias || !isOfAlias(question));
        return new Observation(
                Instant.now(),
                Duration.ofMillis(1),
                Map.of(),
                answers
                        ? new Outcome.Answered()
                        : new Outcome.Failed(Reason.HTTPResponseTimeout, "chat.example.test:80"),
                facts);
    }

    private static boolean isOfAlias(Question question) {
        return question instanceof Question.HttpRequest request
                && request.headers().stream()
                        .anyMatch(it -> it.name().equals("Host") && it.value().equals("chat"));
    }

    /** The Deployment's controller has seen it, and has nothing to do. */
    void settle() {
        await().atMost(SOON)
                .ignoreExceptionsMatching(FallbackScene::isOvertaken)
                .until(
                        () ->
                                client.apps()
                                                .deployments()
                                                .inNamespace(namespace)
                                                .withName("storefront")
                                                .editStatus(StagedWorkload::complete)
                                        != null);
    }

    /** The operator may write the Deployment at the same time. */
    private static boolean isOvertaken(Throwable e) {
        return e instanceof KubernetesClientException refusal && refusal.getCode() == 409;
    }

    /** Addresses and port that the Service leads to, as {@code 203.0.113.10:80}. */
    List<String> leadsTo() {
        return slices().stream()
                .flatMap(
                        slice ->
                                slice.getEndpoints().stream()
                                        .flatMap(it -> it.getAddresses().stream())
                                        .map(
                                                it ->
                                                        it
                                                                + ":"
                                                                + slice.getPorts()
                                                                        .getFirst()
                                                                        .getPort()))
                .toList();
    }

    void leadsTo(String destination) {
        await().atMost(SOON).until(this::leadsTo, List.of(destination)::equals);
    }

    List<EndpointSlice> slices() {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", "chat")
                .list()
                .getItems();
    }

    Optional<String> flag(String key) {
        return Optional.ofNullable(flags().get()).map(ConfigMap::getData).map(it -> it.get(key));
    }

    Resource<ConfigMap> flags() {
        return client.configMaps().inNamespace(namespace).withName("storefront-fallbacks");
    }

    Optional<String> variable(String name) {
        return container().getEnv().stream()
                .filter(it -> it.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst();
    }

    Optional<FallbackStatus> fallback() {
        return status().map(ConnectivityPolicyStatus::upstreams).stream()
                .flatMap(List::stream)
                .map(DependencyStatus::fallback)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    Optional<FindingStatus> finding(Reason reason) {
        return findings().stream().filter(it -> it.reason() == reason).findFirst();
    }

    void becomesTold(Reason reason) {
        await().atMost(SOON).until(() -> finding(reason).isPresent());
    }

    void becomesDegraded(Reason reason) {
        await().atMost(SOON)
                .until(
                        () ->
                                condition("Degraded")
                                        .filter(it -> it.getReason().equals(reason.name()))
                                        .isPresent());
    }

    List<Event> events(Reason reason) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(it -> it.getReason().equals(reason.name()))
                .filter(it -> "Switch".equals(it.getAction()))
                .toList();
    }
}
