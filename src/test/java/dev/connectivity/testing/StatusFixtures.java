package dev.connectivity.testing;

import static dev.connectivity.testing.JudgeFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.FieldPath;
import dev.connectivity.diagnose.Finding;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import dev.connectivity.judge.Breaker;
import dev.connectivity.judge.Circuit;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Judge;
import dev.connectivity.judge.Verdict;
import dev.connectivity.judge.Verdict.State;
import dev.connectivity.plan.Ruling;
import dev.connectivity.plan.Ruling.Decision;
import dev.connectivity.probe.Fact;
import dev.connectivity.status.StatusBuilder;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rulings and verdicts for tests of the status, and readers of what it says. */
public final class StatusFixtures {

    private static final FieldPath TARGET_PORT =
            new FieldPath(
                    List.of(
                            new FieldPath.Step.Field("spec"),
                            new FieldPath.Step.Field("targetPort")));

    private StatusFixtures() {}

    /** On the Service's target port: a fix where the decision is about one. */
    public static Ruling aRuling(Reason reason, Decision decision) {
        boolean fixable = decision != Decision.None;
        Finding finding =
                new Finding(
                        reason,
                        new Subject(Kind.Service, "storefront"),
                        fixable ? "spec.targetPort" : "",
                        "3000",
                        fixable ? "3001" : "",
                        "It leads to 3000. Lead it to 3001.",
                        fixable
                                ? Optional.of(
                                        new Fix(TARGET_PORT, 3001, decision != Decision.Propose))
                                : Optional.empty());
        return new Ruling(
                finding,
                decision,
                fixable ? Optional.of("helm") : Optional.empty(),
                Optional.empty(),
                fixable ? Optional.of("spec: {targetPort: 3001}") : Optional.empty(),
                decision == Decision.Contested ? List.of(NOON.minusSeconds(60)) : List.of());
    }

    public static Verdict up() {
        return verdict(State.Up, Reason.Reachable, "", Circuit.Closed, Optional.empty());
    }

    /** Up, with a certificate that ends on 10 March. */
    public static Verdict expiring() {
        Instant end = Instant.parse("2026-03-10T08:30:00Z");
        return Judge.judge(
                up(),
                JudgeFixtures.knowing(
                        JudgeFixtures.answered(NOON), new Fact.CertificateExpiry(end)),
                JudgeFixtures.aPacing());
    }

    public static Verdict down(Circuit circuit) {
        return verdict(
                State.Down,
                Reason.ConnectionTimeout,
                "10.0.0.9:443",
                circuit,
                Optional.of(lost(NOON)));
    }

    public static Verdict withIncident(Verdict verdict, Incident incident) {
        return verdict(
                verdict.state(),
                verdict.reason(),
                verdict.detail(),
                verdict.circuit(),
                Optional.of(incident));
    }

    /** Began then, detected 6.2 s after. */
    public static Incident lost(Instant began) {
        return new Incident(
                Reason.ConnectionTimeout, began, began.plusMillis(6200), Optional.empty());
    }

    public static Incident recovered(Instant began, Duration after) {
        Incident lost = lost(began);
        return new Incident(lost.reason(), began, lost.detected(), Optional.of(began.plus(after)));
    }

    public static Optional<Condition> condition(ConnectivityPolicyStatus status, String type) {
        List<Condition> conditions = status.conditions() == null ? List.of() : status.conditions();
        return conditions.stream().filter(one -> type.equals(one.getType())).findFirst();
    }

    /** {@code True/Ready}; {@code absent} where it is not there. */
    public static String said(ConnectivityPolicyStatus status, String type) {
        return condition(status, type)
                .map(one -> one.getStatus() + "/" + one.getReason())
                .orElse("absent");
    }

    /**
     * @param expected each as {@code Ready True/Ready}, or {@code Stalled absent}
     */
    public static void assertSays(KnownBuilder known, String... expected) {
        ConnectivityPolicyStatus status = StatusBuilder.build(known.build());
        for (String one : expected) {
            String type = one.substring(0, one.indexOf(' '));
            assertThat(type + " " + said(status, type)).isEqualTo(one);
        }
    }

    private static Verdict verdict(
            State state,
            Reason reason,
            String detail,
            Circuit circuit,
            Optional<Incident> incident) {
        return new Verdict(
                state,
                reason,
                detail,
                NOON.minusSeconds(30),
                state == State.Down ? 3 : 0,
                0,
                new Breaker(circuit, NOON, 0),
                Optional.empty(),
                incident,
                Optional.empty(),
                Verdict.unknown(NOON).history(),
                Optional.empty());
    }
}
