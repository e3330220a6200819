package dev.connectivity.watch;

import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Upstream;
import dev.connectivity.probe.Question;
import dev.connectivity.status.Known.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to ask of a policy's dependencies: its declarations completed with what its Secrets hold.
 */
@ApplicationScoped
public class Questions {

    private final Secrets secrets;

    public Questions(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param upstreams by name; one whose Secrets cannot be read is left out, and a problem says so
     * @param database empty where none is declared, or its Secrets cannot be read
     * @param urlHasQuery whether the database's URL in its Secret has parameters; empty where
     *     nobody needs to know, or there is no such URL
     */
    public record Resolved(
            Map<String, Question> upstreams,
            Optional<Question> database,
            Optional<Boolean> urlHasQuery,
            List<Problem> problems) {}

    public Resolved resolve(Policy policy) {
        Secrets once = new SecretsReadOnce(secrets);
        UpstreamQuestion upstream = new UpstreamQuestion(once);
        DatabaseQuestion database = new DatabaseQuestion(once);
        List<Problem> problems = new ArrayList<>();
        Map<String, Question> asked = new LinkedHashMap<>();
        for (Upstream it : policy.upstreams()) {
            question(upstream.resolve(policy, it), problems)
                    .ifPresent(question -> asked.put(it.name(), question));
        }
        Optional<Question> ofDatabase =
                policy.database().flatMap(it -> question(database.resolve(policy, it), problems));
        return new Resolved(
                asked, ofDatabase, UrlShape.hasQuery(policy, once), List.copyOf(problems));
    }

    private static Optional<Question> question(Resolution resolution, List<Problem> problems) {
        return switch (resolution) {
            case Resolution.Ask ask -> Optional.of(ask.question());
            case Resolution.Unresolved unresolved -> {
                problems.add(unresolved.problem());
                yield Optional.empty();
            }
        };
    }
}
