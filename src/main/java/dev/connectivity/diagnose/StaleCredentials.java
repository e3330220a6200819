package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.DatabaseSpec.SecretKey;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Verdict;
import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pods that hold a login which the database does not accept any more. What they hold is never seen;
 * it follows from what was: the database refused what the Secret held, accepts what it holds now,
 * and these pods took theirs from it before it changed.
 */
public final class StaleCredentials {

    private static final int MOST_NAMES = 5;

    private StaleCredentials() {}

    /**
     * @param container the workload's
     * @param database what is thought of it now
     * @param changed when each Secret that the policy names was last written, by its name
     */
    public record Seen(
            Policy policy,
            List<Pod> pods,
            String container,
            Optional<Verdict> database,
            Map<String, Instant> changed) {}

    public static Optional<Finding> find(Seen seen) {
        return seen.database()
                .flatMap(StaleCredentials::accepted)
                .flatMap(
                        accepted ->
                                seen.policy().database().stream()
                                        .flatMap(it -> keys(it).stream())
                                        .flatMap(key -> stale(seen, key, accepted).stream())
                                        .findFirst());
    }

    /** When the login was accepted again after it had been refused. */
    private static Optional<Instant> accepted(Verdict verdict) {
        return verdict.incident()
                .filter(_ -> verdict.state() == Verdict.State.Up)
                .filter(incident -> incident.reason() == Reason.DatabaseAuthenticationFailed)
                .flatMap(Incident::recovered);
    }

    private static List<SecretKey> keys(Database database) {
        return switch (database.source()) {
            case Database.Source.Url url -> List.of(url.key());
            case Database.Source.Parts parts -> List.of(parts.password(), parts.username());
        };
    }

    private static Optional<Finding> stale(Seen seen, SecretKey key, Instant accepted) {
        return Optional.ofNullable(seen.changed().get(key.secret()))
                .filter(changed -> !changed.isAfter(accepted))
                .map(changed -> before(seen, key, changed))
                .filter(pods -> !pods.isEmpty())
                .map(pods -> finding(seen.policy(), key, pods));
    }

    private static List<String> before(Seen seen, SecretKey key, Instant changed) {
        return Pods.of(seen.pods(), seen.container()).running().stream()
                .filter(pod -> pod.startedAt().isBefore(changed))
                .filter(pod -> reads(pod.container(), key))
                .map(RunningPod::name)
                .sorted()
                .toList();
    }

    /** Into its environment, once, when it starts; a mounted Secret follows its changes. */
    private static boolean reads(Container container, SecretKey key) {
        boolean whole =
                container.getEnvFrom().stream()
                        .anyMatch(
                                from ->
                                        from.getSecretRef() != null
                                                && key.secret()
                                                        .equals(from.getSecretRef().getName()));
        return whole || container.getEnv().stream().anyMatch(variable -> reads(variable, key));
    }

    private static boolean reads(EnvVar variable, SecretKey key) {
        return Optional.ofNullable(variable.getValueFrom())
                .flatMap(from -> Optional.ofNullable(from.getSecretKeyRef()))
                .filter(it -> key.secret().equals(it.getName()) && key.key().equals(it.getKey()))
                .isPresent();
    }

    private static Finding finding(Policy policy, SecretKey key, List<String> pods) {
        String names = pods.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = pods.size() > MOST_NAMES ? " and others" : "";
        String workload = policy.workload().name();
        return new Finding(
                Reason.DatabaseCredentialsStale,
                new Subject(Kind.Deployment, workload),
                "",
                "",
                "",
                ("Pods %s%s read key %s of Secret %s before it changed, and the database refuses"
                                + " what it held then. Restart them: kubectl -n %s rollout restart"
                                + " deployment %s")
                        .formatted(
                                names, more, key.key(), key.secret(), policy.namespace(), workload),
                Optional.empty());
    }
}
