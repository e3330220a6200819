package dev.connectivity.testing;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Traffic;
import dev.connectivity.judge.Recall;
import dev.connectivity.judge.objective.PolicyReadings;
import dev.connectivity.judge.objective.Reading;
import dev.connectivity.judge.objective.Span;
import dev.connectivity.policy.Objectives.Goal;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Phase;
import dev.connectivity.view.PolicyView;
import dev.connectivity.view.Seen;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies as people look at them, by their YAML and what was asked. */
public final class Views {

    public static final Instant NOW = Instant.parse("2026-03-01T10:31:05Z");

    private static final String SPEC =
            """
            apiVersion: connectivity.dev/v1alpha1
            kind: ConnectivityPolicy
            metadata: {name: %s, namespace: %s, uid: uid-%s, generation: 1}
            spec:
              workload: {name: %s}
              secrets: [storefront-db]
              listener: {port: 3001}
              database: {engine: PostgreSQL, url: {secret: storefront-db, key: DATABASE_URL}}
              upstreams:
              - {name: chatbot, url: 'https://chat.example.test/embed?key=private', importance: Optional, fallback: {type: Flag, flag: chatbot}}
              - {name: payments, url: 'https://pay.example.test/'}
            """;
    private static final String UP =
            "state: Up, circuit: Closed, reason: Reachable, since: '2026-03-01T08:00:00Z'";

    private Views() {}

    /** All is well. */
    public static PolicyView healthy(String namespace, String name) {
        return view(
                namespace,
                name,
                """
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, message: ok, lastTransitionTime: '2026-03-01T08:00:00Z'}
                - {type: WorkloadReachable, status: 'True', reason: Reachable, message: ok, lastTransitionTime: '2026-03-01T08:00:00Z'}
                database: {name: database, %1$s}
                upstreams: [{name: chatbot, %1$s}, {name: payments, %1$s}]
                """
                        .formatted(UP),
                Reach.Yes,
                false);
    }

    /** Traffic goes to a port that refuses, and the database is down. */
    public static PolicyView incident(String namespace, String name) {
        return view(
                namespace,
                name,
                """
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, message: ok, lastTransitionTime: '2026-03-01T08:00:00Z'}
                - {type: WorkloadReachable, status: 'False', reason: PortMismatch, lastTransitionTime: '2026-03-01T10:28:00Z', message: 'Service storefront sends traffic for port http (80) to 3000, but 3000 refuses and 3001 accepts on 2 of 2 pods. Set targetPort to 3001.'}
                - {type: DatabaseReachable, status: 'False', reason: ConnectionRefused, message: 'The database fails: ConnectionRefused (db.example.test:5432).', lastTransitionTime: '2026-03-01T10:30:00Z'}
                database: {name: database, state: Down, circuit: Open, reason: ConnectionRefused, message: 'The database fails: ConnectionRefused (db.example.test:5432).', since: '2026-03-01T10:30:00Z'}
                upstreams: [{name: chatbot, %1$s}, {name: payments, %1$s}]
                findings:
                - {reason: PortMismatch, object: Service/storefront, field: 'spec.ports[port=80,protocol=TCP].targetPort', observed: '3000', expected: '3001', state: proposed, message: 'Service storefront sends traffic for port http (80) to 3000, but 3000 refuses and 3001 accepts on 2 of 2 pods. Set targetPort to 3001.', patch: "spec:\\n  ports:\\n  - port: 80\\n    protocol: \\"TCP\\"\\n    targetPort: 3001\\n"}
                lastIncident: {dependency: database, reason: ConnectionRefused, began: '2026-03-01T10:29:58Z', detectedAfter: 2.0s, degradedAfter: 4.1s}
                """
                        .formatted(UP),
                Reach.No,
                true);
    }

    /** The chatbot's fallback is on. */
    public static PolicyView degraded(String namespace, String name) {
        return view(
                namespace,
                name,
                """
                conditions:
                - {type: Accepted, status: 'True', reason: Accepted, message: ok, lastTransitionTime: '2026-03-01T08:00:00Z'}
                - {type: Degraded, status: 'True', reason: FallbackActive, message: 'Upstream chatbot: its fallback, flag chatbot, is on since its circuit opened (HTTPResponseTimeout).', lastTransitionTime: '2026-03-01T10:28:00Z'}
                database: {name: database, %1$s}
                upstreams:
                - {name: chatbot, state: Down, circuit: Open, reason: HTTPResponseTimeout, message: 'The upstream chatbot fails: HTTPResponseTimeout.', since: '2026-03-01T10:28:00Z', fallback: {state: Active, since: '2026-03-01T10:28:03Z'}}
                - {name: payments, %1$s}
                lastIncident: {dependency: upstream/chatbot, reason: HTTPResponseTimeout, began: '2026-03-01T10:27:40Z', detectedAfter: 20.0s, degradedAfter: 23.1s}
                """
                        .formatted(UP),
                Reach.Yes,
                false);
    }

    /** What it says in its status. */
    public static PolicyView view(
            String namespace, String name, String status, Reach reach, boolean database) {
        ConnectivityPolicy resource =
                Serialization.unmarshal(
                        SPEC.formatted(name, namespace, name, name)
                                + "status:\n"
                                + status.indent(2),
                        ConnectivityPolicy.class);
        return PolicyView.of(
                new Seen(
                        resource,
                        Optional.of(PolicyReader.read(resource)),
                        Optional.of(traffic(name, reach)),
                        attempts(resource, database),
                        List.of(),
                        Optional.of(readings(namespace, name)),
                        NOW));
    }

    private static Traffic traffic(String name, Reach reach) {
        return new Traffic(
                List.of(
                        new Traffic.Way(
                                name,
                                "port http (80)",
                                reach == Reach.No ? "3000" : "3001",
                                reach,
                                reach == Reach.No ? "refuses" : "accepts")),
                3001,
                Reach.Yes,
                "accepts",
                2,
                2);
    }

    private static Map<String, Recall.Copy> attempts(
            ConnectivityPolicy resource, boolean database) {
        Map<String, Recall.Copy> copies = new LinkedHashMap<>();
        copies.put(
                "database",
                recall(database ? Optional.of(Reason.ConnectionRefused) : Optional.empty()));
        boolean chatbot =
                resource.getStatus().upstreams().stream()
                        .anyMatch(it -> it.reason() != Reason.Reachable);
        copies.put(
                "upstream/chatbot",
                recall(chatbot ? Optional.of(Reason.HTTPResponseTimeout) : Optional.empty()));
        copies.put("upstream/payments", recall(Optional.empty()));
        return copies;
    }

    private static Recall.Copy recall(Optional<Reason> end) {
        Recall recall = new Recall();
        for (int i = 0; i < 70; i++) {
            Instant began = NOW.minusSeconds((70 - i) * 10L);
            boolean fails = i == 3 || i == 31 || end.isPresent() && i > 61;
            recall.add(
                    observation(
                            began,
                            fails
                                    ? end.or(() -> Optional.of(Reason.ConnectionReset))
                                    : Optional.empty(),
                            i));
        }
        return recall.copy();
    }

    private static Observation observation(Instant began, Optional<Reason> failed, int nth) {
        Map<Phase, Duration> phases = new LinkedHashMap<>();
        phases.put(Phase.Resolve, Duration.ofMillis(1));
        phases.put(Phase.Connect, Duration.ofMillis(3));
        if (failed.isEmpty()) {
            phases.put(Phase.Handshake, Duration.ofMillis(11));
            phases.put(Phase.Request, Duration.ofNanos(200_000));
            phases.put(Phase.Response, Duration.ofMillis(7 + nth % 5 * 9L));
        }
        Duration took = phases.values().stream().reduce(Duration.ZERO, Duration::plus);
        return new Observation(
                began,
                took,
                phases,
                failed.<Outcome>map(it -> new Outcome.Failed(it, ""))
                        .orElseGet(Outcome.Answered::new),
                List.of());
    }

    private static PolicyReadings readings(String namespace, String name) {
        Map<Span, Double> burn = new LinkedHashMap<>();
        burn.put(Span.FIVE_MINUTES, 14.4);
        burn.put(Span.HOUR, 3.1);
        burn.put(Span.SIX_HOURS, 0.6);
        burn.put(Span.THREE_DAYS, 0.1);
        return new PolicyReadings(
                namespace,
                name,
                List.of(),
                List.of(
                        new Reading(
                                "database",
                                new Goal(Objective.Availability, 100),
                                259_200,
                                47,
                                ObjectiveState.Met,
                                burn),
                        new Reading(
                                "upstream/payments",
                                new Goal(Objective.Latency, 1_000),
                                12,
                                0,
                                ObjectiveState.InsufficientData,
                                Map.of())),
                Map.of());
    }
}
