package dev.connectivity.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Meters that belong to a policy: they are labelled with it, and end with it.
 *
 * <p>At most, per policy: 65 dependencies (64 upstreams and a database) and the pods' connects, each with 6 phases of 13 buckets and
 * a count and a sum, some 20 counters by reason, and 3 circuit states; with 27 series of conditions. That is under 8,000 series for
 * the largest policy, and under 300 for one with a database and an upstream.
 */
@ApplicationScoped
public class OwnedMeters {

    static final String DEPENDENCY = "dependency";

    private static final AtomicInteger NO_NUMBER = new AtomicInteger();

    private final MeterRegistry registry;
    private final Map<String, Owned> owners = new ConcurrentHashMap<>();

    public OwnedMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * From now on meters are kept for this policy, and of its dependencies for these alone.
     *
     * @param owner the policy's UID
     * @param targets ids of what is asked for it
     */
    public void keep(String owner, String namespace, String policy, Set<String> targets) {
        Set<String> dependencies = new HashSet<>();
        targets.forEach(target -> dependencies.add(dependency(target)));
        owners.compute(owner, (uid, before) -> {
            Owned owned = before == null
                    ? new Owned(Tags.of("namespace", namespace, "policy", policy), new HashMap<>())
                    : before;
            remove(owned, meter -> {
                String dependency = meter.getTag(DEPENDENCY);
                return dependency != null && !dependencies.contains(dependency);
            });
            return owned;
        });
    }

    /** Ends all meters of a policy. */
    public void forget(String owner) {
        owners.computeIfPresent(owner, (uid, owned) -> {
            remove(owned, _ -> true);
            return null;
        });
    }

    /**
     * Makes or finds a meter of this policy; empty where none are kept for it, as for an answer that came after its end.
     *
     * @param make given the registry and the policy's labels; must find the same meter again
     */
    <M extends Meter> Optional<M> of(String owner, BiFunction<MeterRegistry, Tags, M> make) {
        Holder<M> made = new Holder<>();
        owners.computeIfPresent(owner, (uid, owned) -> {
            M meter = make.apply(registry, owned.tags());
            owned.meters().putIfAbsent(meter.getId(), NO_NUMBER);
            made.value = Optional.of(meter);
            return owned;
        });
        return made.value;
    }

    /** The number behind a gauge of this policy, 0 at first; empty where no meters are kept for it. */
    Optional<AtomicInteger> number(String owner, String name, String description, Tags tags) {
        Holder<AtomicInteger> made = new Holder<>();
        owners.computeIfPresent(owner, (uid, owned) -> {
            AtomicInteger fresh = new AtomicInteger();
            Gauge gauge = Gauge.builder(name, fresh, AtomicInteger::get)
                    .description(description)
                    .tags(owned.tags().and(tags))
                    .strongReference(true)
                    .register(registry);
            made.value = Optional.of(owned.meters().computeIfAbsent(gauge.getId(), _ -> fresh));
            return owned;
        });
        return made.value;
    }

    /** The label of a target: its id, but {@code pod} or {@code health} for all of those, since pods come and go. */
    static String dependency(String targetId) {
        int slash = targetId.indexOf('/');
        return slash < 0 || targetId.startsWith("upstream/") ? targetId : targetId.substring(0, slash);
    }

    private void remove(Owned owned, Predicate<Meter.Id> ended) {
        owned.meters().keySet().removeIf(meter -> {
            boolean ends = ended.test(meter);
            if (ends) {
                registry.remove(meter);
            }
            return ends;
        });
    }

    /** @param meters each with the number that it shows, where it is a gauge */
    private record Owned(Tags tags, Map<Meter.Id, AtomicInteger> meters) {}

    private static final class Holder<T> {
        private Optional<T> value = Optional.empty();
    }
}
