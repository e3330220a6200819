package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.Mode;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.OnConflict;
import dev.connectivity.api.v1alpha1.ConnectivityPolicySpec.ReadyWhen;
import dev.connectivity.api.v1alpha1.ListenerSpec.Protocol;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Health;
import dev.connectivity.policy.Listener;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evidence of one workload; to begin with, the policy claims 3001 and nothing else is there. */
public final class EvidenceFixture {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    public static final String NAMESPACE = "shop";
    public static final Map<String, String> LABELS = Map.of("app", "storefront");

    private final List<Listener.ServicePort> named = new ArrayList<>();
    private final List<PodFixture> pods = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<EndpointSlice> slices = new ArrayList<>();
    private final Map<PodPort, Observation> connects = new HashMap<>();
    private final Map<PodPort, Observation> requests = new HashMap<>();
    private int claim = 3001;
    private boolean listening = true;
    private Protocol protocol = Protocol.HTTP;
    private List<String> env = List.of();
    private Optional<String> containerName = Optional.empty();
    private Optional<Health> health = Optional.empty();
    private Container container = ContainerFixture.aContainer().build();

    public static EvidenceFixture evidence() {
        return new EvidenceFixture();
    }

    /** The process moved to 3001, and the Service still leads to 3000, on two pods. */
    public static EvidenceFixture moved() {
        return evidence()
                .service(ServiceFixture.aService("storefront").port("http", 80, 3000))
                .pods(PodFixture.aPod("web-1"), PodFixture.aPod("web-2"))
                .refuses(3000)
                .accepts(3001);
    }

    public static Outcome failed(Reason reason, String detail) {
        return new Outcome.Failed(reason, detail);
    }

    public EvidenceFixture claims(int port) {
        claim = port;
        return this;
    }

    public EvidenceFixture withoutListener() {
        listening = false;
        return this;
    }

    public EvidenceFixture speaks(Protocol spoken) {
        protocol = spoken;
        return this;
    }

    public EvidenceFixture lists(String... variables) {
        env = List.of(variables);
        return this;
    }

    public EvidenceFixture namesContainer(String name) {
        containerName = Optional.of(name);
        return this;
    }

    public EvidenceFixture names(String service) {
        named.add(new Listener.ServicePort(service, Optional.empty()));
        return this;
    }

    /** The policy names this port, by name or number, of the Service. */
    public EvidenceFixture names(String service, Object port) {
        named.add(new Listener.ServicePort(service, Optional.of(new IntOrString(port))));
        return this;
    }

    public EvidenceFixture declares(Health declared) {
        health = Optional.of(declared);
        return this;
    }

    public EvidenceFixture container(ContainerFixture fixture) {
        container = fixture.build();
        return this;
    }

    public EvidenceFixture service(ServiceFixture fixture) {
        services.add(fixture.build());
        return this;
    }

    public EvidenceFixture slice(EndpointSlice slice) {
        slices.add(slice);
        return this;
    }

    public EvidenceFixture pods(PodFixture... fixtures) {
        pods.addAll(List.of(fixtures));
        return this;
    }

    /** On every pod that is there so far. */
    public EvidenceFixture accepts(int... ports) {
        return allConnect(new Outcome.Answered(), ports);
    }

    /** On every pod that is there so far. */
    public EvidenceFixture refuses(int... ports) {
        return allConnect(failed(Reason.ConnectionRefused, ""), ports);
    }

    /** On every pod that is there so far. */
    public EvidenceFixture timesOut(int... ports) {
        return allConnect(failed(Reason.ConnectionTimeout, ""), ports);
    }

    public EvidenceFixture connect(String pod, int port, Outcome outcome, Instant began) {
        connects.put(new PodPort(pod, PodFixture.ipOf(pod), port), seen(outcome, began));
        return this;
    }

    public EvidenceFixture accepts(String pod, int port) {
        return connect(pod, port, new Outcome.Answered(), NOW.minusSeconds(1));
    }

    public EvidenceFixture refuses(String pod, int port) {
        return connect(pod, port, failed(Reason.ConnectionRefused, ""), NOW.minusSeconds(1));
    }

    /** What every pod that is there so far answers to the readiness path. */
    public EvidenceFixture answersHealth(int port, Outcome outcome) {
        pods.forEach(
                pod ->
                        requests.put(
                                new PodPort(pod.name(), PodFixture.ipOf(pod.name()), port),
                                seen(outcome, NOW.minusSeconds(1))));
        return this;
    }

    public Evidence build() {
        return new Evidence(
                policy(),
                new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("storefront")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(pods.size())
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(LABELS)
                        .endMetadata()
                        .withNewSpec()
                        .withContainers(container)
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build(),
                pods.stream().map(pod -> pod.build(container)).toList(),
                services,
                slices,
                connects,
                requests,
                NOW);
    }

    private EvidenceFixture allConnect(Outcome outcome, int... ports) {
        for (int port : ports) {
            pods.forEach(pod -> connect(pod.name(), port, outcome, NOW.minusSeconds(1)));
        }
        return this;
    }

    private static Observation seen(Outcome outcome, Instant began) {
        return new Observation(began, Duration.ofMillis(2), Map.of(), outcome, List.of());
    }

    private Policy policy() {
        Listener listener = new Listener(claim, protocol, named, env);
        return new Policy(
                "uid",
                1,
                NAMESPACE,
                "storefront",
                Mode.Observe,
                OnConflict.Auto,
                ReadyWhen.Configuration,
                false,
                new Policy.Workload("storefront", containerName),
                Set.of(),
                listening ? Optional.of(listener) : Optional.empty(),
                health,
                Optional.empty(),
                List.of(),
                Objectives.DEFAULT,
                Optional.empty());
    }
}
