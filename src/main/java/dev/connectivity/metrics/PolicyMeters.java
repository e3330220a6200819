package dev.connectivity.metrics;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.metrics.FindingMeters.Alike;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/** All numbers of one policy. */
final class PolicyMeters {

    /** A gauge or counter that another part named. */
    record Extra(String name, String description, Tags tags, boolean counter) {

        boolean isOfAny(Set<String> dependencies) {
            return tags.stream()
                    .filter(tag -> OwnedMeters.DEPENDENCY.equals(tag.getKey()))
                    .map(Tag::getValue)
                    .allMatch(dependencies::contains);
        }
    }

    private final String namespace;
    private final String policy;
    private final Map<String, PhaseTimes> phases = new ConcurrentHashMap<>();
    private final Map<Extra, DoubleAdder> extras = new ConcurrentHashMap<>();
    private volatile Map<String, TargetMeters> targets = Map.of();
    private volatile Map<String, TargetMeters> dependencies = Map.of();
    private volatile Optional<Map<ConditionType, String>> conditions = Optional.empty();
    private volatile Map<Alike, Long> findings = Map.of();

    PolicyMeters(String namespace, String policy) {
        this.namespace = namespace;
        this.policy = policy;
    }

    String namespace() {
        return namespace;
    }

    String policy() {
        return policy;
    }

    synchronized void keep(Set<String> ids) {
        Map<String, TargetMeters> byLabel = new HashMap<>();
        Map<String, TargetMeters> byId = new HashMap<>();
        for (String id : ids) {
            String label = OwnedMeters.dependency(id);
            TargetMeters meters = byLabel.get(label);
            if (meters == null) {
                meters = Optional.ofNullable(dependencies.get(label)).orElseGet(TargetMeters::new);
                byLabel.put(label, meters);
            }
            byId.put(id, meters);
        }
        targets = Map.copyOf(byId);
        dependencies = Map.copyOf(byLabel);
        extras.keySet().removeIf(extra -> !extra.isOfAny(byLabel.keySet()));
    }

    Optional<TargetMeters> target(String id) {
        return Optional.ofNullable(targets.get(id));
    }

    /** By their label. */
    Map<String, TargetMeters> dependencies() {
        return dependencies;
    }

    PhaseTimes phases(String protocol) {
        PhaseTimes known = phases.get(protocol);
        return known == null ? phases.computeIfAbsent(protocol, name -> new PhaseTimes()) : known;
    }

    /** By protocol. */
    Map<String, PhaseTimes> phases() {
        return phases;
    }

    void found(Map<Alike, Long> counts) {
        findings = Map.copyOf(counts);
    }

    /** How many findings there are; none where absent. */
    Map<Alike, Long> findings() {
        return findings;
    }

    void told(Map<ConditionType, String> statuses) {
        conditions = Optional.of(statuses);
    }

    /** The status of each that is there; empty before any was told. */
    Optional<Map<ConditionType, String>> conditions() {
        return conditions;
    }

    void show(String name, String description, Tags tags, double value) {
        Extra extra = new Extra(name, description, tags, false);
        if (extra.isOfAny(dependencies.keySet())) {
            DoubleAdder number = new DoubleAdder();
            number.add(value);
            extras.put(extra, number);
        }
    }

    /** Ends those of this name that have other labels. */
    void hideOthers(String name, Set<Tags> shown) {
        extras.keySet().removeIf(it -> it.name().equals(name) && !shown.contains(it.tags()));
    }

    void add(String name, String description, Tags tags, double amount) {
        Extra extra = new Extra(name, description, tags, true);
        if (extra.isOfAny(dependencies.keySet())) {
            extras.computeIfAbsent(extra, key -> new DoubleAdder()).add(amount);
        }
    }

    Map<Extra, DoubleAdder> extras() {
        return extras;
    }
}
