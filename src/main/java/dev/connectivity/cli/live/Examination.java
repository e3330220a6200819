package dev.connectivity.cli.live;

import dev.connectivity.diagnose.Diagnoser;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Evidence;
import dev.connectivity.diagnose.Guess;
import dev.connectivity.diagnose.PodPort;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Question;
import dev.connectivity.watch.PodQuestions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a workload's pods what there is to know of where they listen. */
final class Examination {

    /** What was asked may show what else to ask; it never takes more turns than this. */
    private static final int TURNS = 4;

    private final Sight sight;
    private final Vantages vantages;
    private final InstantSource clock;
    private final Map<PodPort, Observation> connects = new LinkedHashMap<>();
    private final Map<PodPort, Observation> health = new LinkedHashMap<>();
    private Optional<Vantage> vantage = Optional.empty();

    Examination(Sight sight, Vantages vantages, InstantSource clock) {
        this.sight = sight;
        this.vantages = vantages;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param claim the policy's, or one that is guessed
     * @param guess how it was; empty for a policy's, and where nothing accepts
     * @param vantage from where; empty where no pod could be asked
     * @param blind whether there were pods, and none could be asked
     */
    record Result(
            Evidence evidence,
            Diagnosis diagnosis,
            Policy claim,
            Optional<Guess> guess,
            Optional<Vantage> vantage,
            boolean blind) {}

    /** Of what a policy claims. */
    Result of(Policy claim) throws InterruptedException {
        return result(claim, Optional.empty());
    }

    /**
     * Without a policy: the port is found out.
     *
     * @param ports to ask beside those that the workload and its Services name
     */
    Result guessing(Collection<Integer> ports) throws InterruptedException {
        Policy any = Claims.any(sight);
        Diagnosis first = ask(any);
        if (Guess.of(evidence(any)).isEmpty() || !ports.isEmpty()) {
            connect(Guess.more(first.wanted(), ports));
        }
        Optional<Guess> guess = Guess.of(evidence(any));
        return result(guess.map(it -> Claims.of(sight, it.port())).orElse(any), guess);
    }

    private Result result(Policy claim, Optional<Guess> guess) throws InterruptedException {
        Diagnosis diagnosis = ask(claim);
        boolean blind = !diagnosis.wanted().isEmpty() && connects.isEmpty();
        return new Result(evidence(claim), diagnosis, claim, guess, vantage, blind);
    }

    private Diagnosis ask(Policy claim) throws InterruptedException {
        Diagnosis diagnosis = new Diagnoser().diagnose(evidence(claim));
        for (int turn = 0; turn < TURNS; turn++) {
            Set<PodPort> missing = new LinkedHashSet<>(diagnosis.wanted());
            missing.removeAll(connects.keySet());
            Set<PodPort> unasked = new LinkedHashSet<>(diagnosis.wantedHealth());
            unasked.removeAll(health.keySet());
            if (!connect(missing) & !request(claim, unasked)) {
                break;
            }
            diagnosis = new Diagnoser().diagnose(evidence(claim));
        }
        return diagnosis;
    }

    /** Whether that told anything. */
    private boolean connect(Set<PodPort> ports) throws InterruptedException {
        if (ports.isEmpty()) {
            return false;
        }
        if (vantage.isEmpty()) {
            Optional<Vantages.Chosen> chosen = vantages.choose(ports, Guess.more(ports, List.of()));
            chosen.ifPresent(it -> connects.putAll(it.seen()));
            vantage = chosen.map(Vantages.Chosen::vantage);
            return chosen.isPresent();
        }
        Map<PodPort, Observation> seen = vantage.get().connect(ports);
        connects.putAll(seen);
        return !seen.isEmpty();
    }

    private boolean request(Policy claim, Set<PodPort> ports) throws InterruptedException {
        Map<PodPort, Question> questions = new LinkedHashMap<>();
        ports.forEach(
                port ->
                        PodQuestions.health(claim, port)
                                .ifPresent(question -> questions.put(port, question)));
        Map<PodPort, Observation> seen =
                vantage.isPresent() ? vantage.get().request(questions) : Map.of();
        health.putAll(seen);
        return !seen.isEmpty();
    }

    private Evidence evidence(Policy claim) {
        return sight.evidence(claim, Map.copyOf(connects), Map.copyOf(health), clock.instant());
    }
}
