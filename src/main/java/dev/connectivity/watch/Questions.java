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

    private final DatabaseQuestion database;
    private final UpstreamQuestion upstream;

    public Questions(Secrets secrets) {
        this.database = new DatabaseQuestion(secrets);
        this.upstream = new UpstreamQuestion(secrets);
    }

    /**
     * @param upstreams by name; one whose Secrets cannot be read is left out, and a problem says so
     * @param database empty where none is declared, or its Secrets cannot be read
     */
    public record Resolved(
            Map<String, Question> upstreams, Optional<Question> database, List<Problem> problems) {}

    public Resolved resolve(Policy policy) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Question> asked = new LinkedHashMap<>();
        for (Upstream it : policy.upstreams()) {
            question(upstream.resolve(policy, it), problems)
                    .ifPresent(question -> asked.put(it.name(), question));
        }
        Optional<Question> ofDatabase =
                policy.database().flatMap(it -> question(database.resolve(policy, it), problems));
        return new Resolved(asked, ofDatabase, List.copyOf(problems));
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
