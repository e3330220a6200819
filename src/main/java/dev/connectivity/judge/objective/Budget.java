package dev.connectivity.judge.objective;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveStatus;
import dev.connectivity.judge.Outages;
import dev.connectivity.policy.Objectives;
import dev.connectivity.policy.Objectives.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** What one policy's objectives come to. Not for several threads at once. */
public final class Budget {

    /** Where nobody said for longer than this whether the workload answers, nobody knows. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Set<Objective>> missed = new HashMap<>();
    private Objectives objectives = Objectives.DEFAULT;
    private List<Held> held = List.of();

    /** Whether the workload answers; empty: not known. */
    private Optional<Boolean> reached = Optional.empty();

    /** Up to when that was counted. */
    private Instant counted = Instant.EPOCH;

    /**
     * @param restored what was counted before
     */
    public Budget(Map<String, Account> restored) {
        accounts.putAll(restored);
    }

    /** From now on it is about this; what is counted of all else is forgotten. */
    public void hold(Objectives declared, List<Held> against) {
        objectives = declared;
        held = against;
        accounts.keySet().retainAll(against.stream().map(Held::dependency).toList());
        missed.keySet().retainAll(against.stream().map(Held::dependency).toList());
        against.forEach(
                it ->
                        accounts.computeIfAbsent(it.dependency(), _ -> new Account())
                                .slowFrom(it.timed() ? declared.below() : Optional.empty()));
    }

    /** What was told to be missed is met only after it has recovered somewhat. */
    public void recall(List<ObjectiveStatus> told) {
        for (ObjectiveStatus status : told) {
            List<String> by = Optional.ofNullable(status.missedBy()).orElse(List.of());
            // None where a later version wrote of an objective that this one does not know.
            Optional.ofNullable(status.name())
                    .ifPresent(name -> by.forEach(it -> missedBy(it).add(name)));
        }
    }

    /** Does something with the account of what objectives are held against. */
    public void with(String dependency, Consumer<Account> use) {
        Optional.ofNullable(accounts.get(dependency)).ifPresent(use);
    }

    public Optional<Duration> interval(String dependency) {
        return held.stream()
                .filter(it -> it.dependency().equals(dependency))
                .map(Held::interval)
                .findFirst();
    }

    /**
     * Whether the workload answers, as of now; until now it was as was last said. Empty: not known.
     */
    public void reached(Optional<Boolean> answers, Instant now) {
        count(now);
        if (!answers.equals(reached)) {
            reached = answers;
            counted = now;
        }
    }

    /** Counts a sample for each interval in which the workload answered, or did not. */
    private void count(Instant now) {
        Optional<Duration> interval = interval(Outages.WORKLOAD);
        boolean silent = Duration.between(counted, now).compareTo(LONGEST_SILENCE) > 0;
        boolean setBack = now.isBefore(counted);
        if (reached.isEmpty() || interval.isEmpty() || silent || setBack) {
            counted = now;
            return;
        }
        for (Instant next = counted.plus(interval.get());
                !next.isAfter(now);
                next = next.plus(interval.get())) {
            Instant at = next;
            with(Outages.WORKLOAD, account -> account.sampled(at, reached.get()));
            counted = next;
        }
    }

    /** Nothing is asked for now. */
    public void rest() {
        accounts.values().forEach(Account::rest);
        reached = Optional.empty();
    }

    /** Of every dependency that there is a sample to be of, and every goal. */
    public List<Reading> read(Instant now) {
        count(now);
        List<Reading> readings = new ArrayList<>();
        for (Held each : held) {
            for (Goal goal : objectives.goals()) {
                if (each.isMeasuredBy(goal.objective())) {
                    with(each.dependency(), it -> readings.add(read(each, goal, it, now)));
                }
            }
        }
        return List.copyOf(readings);
    }

    private Reading read(Held each, Goal goal, Account account, Instant now) {
        Set<Objective> former = missedBy(each.dependency());
        Reading reading =
                account.read(
                        each.dependency(),
                        goal,
                        objectives.window(),
                        now,
                        former.contains(goal.objective())
                                ? ObjectiveState.Missed
                                : ObjectiveState.Met);
        if (reading.state() == ObjectiveState.Missed) {
            former.add(goal.objective());
        } else {
            former.remove(goal.objective());
        }
        return reading;
    }

    public List<Standing> standings(List<Reading> readings) {
        return objectives.goals().stream()
                .map(goal -> Standing.of(goal, objectives, held, readings))
                .toList();
    }

    /**
     * Part of a dependency's samples within the window that was answered; empty without any.
     *
     * @param repeats whether an answer to a repeat counts
     */
    public OptionalDouble answered(String dependency, boolean repeats, Instant now) {
        Account account = accounts.get(dependency);
        return account == null
                ? OptionalDouble.empty()
                : account.answered(repeats, objectives.window(), now);
    }

    public List<String> dependencies() {
        return held.stream().map(Held::dependency).toList();
    }

    /** By dependency. */
    public Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    private Set<Objective> missedBy(String dependency) {
        return missed.computeIfAbsent(dependency, _ -> EnumSet.noneOf(Objective.class));
    }
}
