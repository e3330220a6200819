package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.cli.console.CommandException;
import dev.connectivity.cli.console.ExitCode;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a policy stands to what somebody waits for.
 *
 * @param observed whether its status speaks of its newest generation
 * @param condition the one that is wanted, as the status has it
 */
record Standing(
        String policy,
        long generation,
        long observedGeneration,
        boolean observed,
        Wanted wanted,
        boolean met,
        Optional<Seen> condition) {

    /** A condition, as the status has it. */
    record Seen(String status, String reason, String message) {}

    static Standing of(@Nullable ConnectivityPolicy policy, String name, Wanted wanted) {
        if (policy == null) {
            throw new CommandException(
                    ExitCode.Usage,
                    "There is no ConnectivityPolicy "
                            + name
                            + " in this namespace: see kubectl get connpol, and -n.");
        }
        Optional<ConnectivityPolicyStatus> status = Optional.ofNullable(policy.getStatus());
        long generation = policy.getMetadata().getGeneration();
        long known = status.map(ConnectivityPolicyStatus::observedGeneration).orElse(0L);
        Optional<Condition> condition =
                status.map(ConnectivityPolicyStatus::conditions).stream()
                        .flatMap(List::stream)
                        .filter(it -> it.getType().equals(wanted.type().name()))
                        .findFirst();
        boolean observed = known == generation;
        return new Standing(
                policy.getMetadata().getName(),
                generation,
                known,
                observed,
                wanted,
                observed && wanted.metBy(condition),
                condition.map(it -> new Seen(it.getStatus(), it.getReason(), it.getMessage())));
    }

    /** Of one that is not met when the time is over. */
    ExitCode exitCode() {
        boolean told = condition.filter(it -> !it.status().equals("Unknown")).isPresent();
        return observed && told ? ExitCode.Findings : ExitCode.Undetermined;
    }

    String sentence() {
        if (!observed) {
            return "%s: generation %d is not observed yet%s"
                    .formatted(
                            policy,
                            generation,
                            observedGeneration == 0
                                    ? "; where that lasts, see whether the operator runs: kubectl"
                                            + " -n connectivity-system get pods"
                                    : "");
        }
        String seen =
                condition
                        .map(it -> "%s, %s: %s".formatted(it.status(), it.reason(), it.message()))
                        .orElse("not there");
        return "%s: %s is %s".formatted(policy, wanted.type(), seen);
    }

    /** After the last look. */
    String ending() {
        return "%s: %s=%s %s"
                .formatted(policy, wanted.type(), wanted.value(), met ? "is met" : "is not met");
    }
}
