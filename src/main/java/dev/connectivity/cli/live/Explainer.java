package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.live.Explanation.Found;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Guess;
import dev.connectivity.diagnose.Walk;
import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walker;
import dev.connectivity.explain.Runbook;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts what was seen and asked into words; pure. */
final class Explainer {

    private static final String BLIND =
            "The pods cannot be asked from here, nor by the API server, so that it is not known"
                    + " whether the process listens.";

    private final Sight sight;
    private final Optional<Policy> declared;
    private final Examination.Result result;
    private final Walk walk;

    private Explainer(Sight sight, Optional<Policy> declared, Examination.Result result) {
        this.sight = sight;
        this.declared = declared;
        this.result = result;
        this.walk =
                Walker.walk(result.evidence(), sight.entrances())
                        .orElseGet(() -> new Walk(List.of()));
    }

    /** What is said of where the requests get to, and on what evidence. */
    private record Verdict(Reach reach, Reason reason, String message, String next) {}

    static Explanation explain(Sight sight, Optional<Policy> declared, Examination.Result result) {
        return new Explainer(sight, declared, result).explain();
    }

    private Explanation explain() {
        Verdict verdict = verdict();
        return new Explanation(
                "Deployment/" + sight.name(),
                sight.namespace(),
                declared.map(Policy::name),
                result.vantage().map(Vantage::words),
                verdict.reach(),
                verdict.reason(),
                verdict.message(),
                verdict.next(),
                verdict.reach() == Reach.No ? walk.failing(verdict.reason()) : Optional.empty(),
                walk.steps(),
                findings(),
                operator().map(it -> "the operator says: " + words(it)),
                notes());
    }

    private Verdict verdict() {
        if (result.blind()) {
            return operator().map(this::byOperator).orElseGet(this::blind);
        }
        Verdict seen = declared.isPresent() ? byPolicy() : byGuess();
        return seen.reach() == Reach.Yes ? onTheWay().orElse(seen) : seen;
    }

    private Verdict byPolicy() {
        Diagnosis diagnosis = result.diagnosis();
        return new Verdict(
                diagnosis.reach(),
                diagnosis.reason(),
                diagnosis.message(),
                diagnosis.reach() == Reach.Yes && diagnosis.findings().isEmpty()
                        ? ""
                        : next(diagnosis));
    }

    /** The patch is the operator's to give, who knows whose the field is. */
    private String next(Diagnosis diagnosis) {
        boolean known =
                operator().isPresent()
                        && diagnosis.findings().stream().anyMatch(it -> it.fix().isPresent());
        return known
                ? "connectivity propose deploy/%s -n %s prints what to change; more in %s"
                        .formatted(
                                sight.name(), sight.namespace(), Runbook.place(diagnosis.reason()))
                : Runbook.place(diagnosis.reason());
    }

    /** Without a policy nobody has said where the process should listen. */
    private Verdict byGuess() {
        Diagnosis diagnosis = result.diagnosis();
        Reason reason =
                switch (diagnosis.reason()) {
                    case PortMismatch, PolicyPortRefused, ListenerNotStarted ->
                            Reason.ConnectionRefused;
                    default -> diagnosis.reason();
                };
        return new Verdict(
                diagnosis.reach(),
                reason,
                diagnosis.message() + result.guess().map(Explainer::basis).orElse(""),
                diagnosis.reach() == Reach.Yes
                        ? ""
                        : "connectivity init deploy/%s -n %s drafts a policy, with which the operator keeps this proven"
                                .formatted(sight.name(), sight.namespace()));
    }

    private static String basis(Guess guess) {
        String others =
                guess.others().isEmpty()
                        ? ""
                        : " Others accept too: "
                                + guess.others().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "))
                                + ".";
        return switch (guess.basis()) {
            case Service -> others;
            case Container -> " The container itself names %d.%s".formatted(guess.port(), others);
            case Nobody ->
                    " That %d is meant is a guess: nothing names it, and it was found by asking usual ports.%s"
                            .formatted(guess.port(), others);
        };
    }

    /** The pods serve, and still requests may not get so far. */
    private Optional<Verdict> onTheWay() {
        return walk.steps().stream()
                .filter(Explanation::fails)
                .findFirst()
                .map(
                        step ->
                                new Verdict(
                                        Reach.No,
                                        step.stage() == Stage.Gateway
                                                ? Reason.ServiceNotFound
                                                : Reason.NoReadyEndpoints,
                                        step.subject() + ": " + step.seen() + ".",
                                        "correct it there; the pods answer"));
    }

    private Verdict blind() {
        return new Verdict(
                Reach.Unknown,
                Reason.Undetermined,
                BLIND,
                "run it inside of the cluster, or ask for the right to get pods/proxy");
    }

    private Verdict byOperator(Condition condition) {
        Reach reach =
                switch (condition.getStatus()) {
                    case "True" -> Reach.Yes;
                    case "False" -> Reach.No;
                    default -> Reach.Unknown;
                };
        Reason reason =
                Arrays.stream(Reason.values())
                        .filter(it -> it.name().equals(condition.getReason()))
                        .findFirst()
                        .orElse(Reason.Undetermined);
        return new Verdict(
                reach,
                reason,
                condition.getMessage()
                        + " So says the operator; the pods cannot be asked from here.",
                reach == Reach.Yes ? "" : Runbook.place(reason));
    }

    /** Its word on the workload, of the newest spec. */
    private Optional<Condition> operator() {
        return sight
                .policy()
                .filter(
                        policy ->
                                policy.getStatus() != null
                                        && policy.getMetadata()
                                                .getGeneration()
                                                .equals(policy.getStatus().observedGeneration()))
                .map(ConnectivityPolicy::getStatus)
                .map(ConnectivityPolicyStatus::conditions)
                .stream()
                .flatMap(List::stream)
                .filter(condition -> condition.getType().equals("WorkloadReachable"))
                .findFirst();
    }

    private static String words(Condition condition) {
        return "%s=%s, %s: %s"
                .formatted(
                        condition.getType(),
                        condition.getStatus(),
                        condition.getReason(),
                        condition.getMessage());
    }

    private List<Found> findings() {
        return declared.isPresent()
                ? result.diagnosis().findings().stream().map(Found::of).toList()
                : List.of();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(sight.unseen());
        if (declared.isEmpty()) {
            notes.add(
                    sight.policy().isPresent()
                            ? "The policy declares no listener, so its port is taken from what"
                                    + " accepts."
                            : "No ConnectivityPolicy looks after this Deployment, so its port is"
                                    + " taken from what accepts.");
        }
        boolean unasked =
                !result.diagnosis().wantedHealth().isEmpty()
                        && result.evidence().health().isEmpty();
        if (unasked && !result.blind()) {
            notes.add(
                    "The readiness path was not asked from there, so that variables and kubelet"
                            + " probes were not compared.");
        }
        return List.copyOf(notes);
    }
}
