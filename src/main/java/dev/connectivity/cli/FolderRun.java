package dev.connectivity.cli;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.cli.manifest.FolderSecrets;
import dev.connectivity.cli.manifest.ManifestSet;
import dev.connectivity.policy.InvalidSpecException;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.PolicyReader;
import dev.connectivity.status.Known;
import dev.connectivity.status.Known.Problem;
import dev.connectivity.status.StatusBuilder;
import dev.connectivity.watch.Questions;
import dev.connectivity.watch.Wake;
import dev.connectivity.watch.Watchtower;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The policies of a folder, as the operator would watch them: what they depend on is asked, what
 * only a cluster can tell is left out.
 */
final class FolderRun {

    private final Watchtower watchtower;
    private final InstantSource clock;
    private final Wake wake;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    FolderRun(Watchtower watchtower, InstantSource clock, Wake wake) {
        this.watchtower = watchtower;
        this.clock = clock;
        this.wake = wake;
    }

    private record Entry(ConnectivityPolicy resource, Content content) {}

    private sealed interface Content {

        record Watched(Policy policy, List<Problem> problems) implements Content {}

        record Refused(Problem problem) implements Content {}
    }

    /** From now on exactly these are watched. */
    void watch(ManifestSet set) {
        Questions questions = new Questions(FolderSecrets.of(set));
        Map<String, ConnectivityPolicy> policies = new LinkedHashMap<>();
        ManifestSet.objects(set.policies()).forEach(it -> policies.put(uid(it), it));
        for (String uid : Set.copyOf(entries.keySet())) {
            if (!policies.containsKey(uid)) {
                entries.remove(uid);
                watchtower.forget(uid);
            }
        }
        policies.forEach(
                (uid, resource) ->
                        entries.put(uid, new Entry(resource, begin(resource, questions))));
    }

    private static String uid(ConnectivityPolicy resource) {
        return resource.getMetadata().getUid();
    }

    private Content begin(ConnectivityPolicy resource, Questions questions) {
        try {
            Policy policy = PolicyReader.read(resource);
            Questions.Resolved resolved = questions.resolve(policy);
            if (policy.suspended()) {
                watchtower.rest(resource);
            } else {
                watchtower.watch(
                        new Watchtower.Wanted(policy, resolved, Set.of(), Set.of()),
                        Optional.empty(),
                        wake);
            }
            return new Content.Watched(policy, resolved.problems());
        } catch (InvalidSpecException e) {
            watchtower.rest(resource);
            return new Content.Refused(new Problem(Reason.InvalidSpec, e.demand()));
        }
    }

    /** Of each policy, in the order of their names. */
    List<PolicyVerdicts> verdicts() {
        return entries.values().stream().map(this::verdicts).toList();
    }

    /** Empty where it is no longer watched. */
    Optional<PolicyVerdicts> verdicts(String namespace, String name) {
        return Optional.ofNullable(entries.get(namespace + "/" + name)).map(this::verdicts);
    }

    private PolicyVerdicts verdicts(Entry entry) {
        ObjectMeta metadata = entry.resource().getMetadata();
        return switch (entry.content()) {
            case Content.Refused refused ->
                    new PolicyVerdicts(
                            metadata.getNamespace(),
                            metadata.getName(),
                            List.of(refused.problem()),
                            List.of());
            case Content.Watched watched ->
                    new PolicyVerdicts(
                            metadata.getNamespace(),
                            metadata.getName(),
                            watched.problems(),
                            dependencies(StatusBuilder.build(known(watched))));
        };
    }

    private static List<DependencyStatus> dependencies(ConnectivityPolicyStatus status) {
        return Stream.concat(
                        Stream.ofNullable(status.upstreams()).flatMap(List::stream),
                        Stream.ofNullable(status.database()))
                .toList();
    }

    private Known known(Content.Watched watched) {
        return Known.ofDependencies(
                watched.policy(),
                watched.problems(),
                watchtower.upstreams(watched.policy()),
                watchtower.database(watched.policy()),
                clock.instant());
    }
}
