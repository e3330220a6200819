package dev.connectivity.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Meters that belong to a policy: they are labelled with it, and end with it.
 *
 * <p>At most, per policy: 65 dependencies (64 upstreams and a database), the connects to pods and
 * the requests of their health path, each with 6 phases of 12 buckets, a count, a sum and a
 * maximum, some 20 counters by reason, 16 by address family, and 3 circuit states; with 30 series
 * of conditions. That is under 9,000 for the largest policy, and under 450 for one with a database
 * and an upstream.
 */
@ApplicationScoped
public class OwnedMeters {

    static final String DEPENDENCY = "dependency";

    private static final AtomicLong NO_NUMBER = new AtomicLong();

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
        owners.compute(
                owner,
                (uid, before) -> {
                    Owned owned =
                            before == null
                                    ? new Owned(
                                            Tags.of("namespace", namespace, "policy", policy),
                                            dependencies,
                                            new HashMap<>())
                                    : new Owned(before.tags(), dependencies, before.meters());
                    remove(owned, meter -> !owned.keeps(meter.getTag(DEPENDENCY)));
                    return owned;
                });
    }

    /** Ends all meters of a policy. */
    public void forget(String owner) {
        owners.computeIfPresent(
                owner,
                (uid, owned) -> {
                    remove(owned, _ -> true);
                    return null;
                });
    }

    /**
     * Makes or finds a meter of this policy and uses it; does nothing where none are kept for it,
     * as after an answer that came when policy or dependency were gone.
     *
     * @param own the meter's labels besides the policy's
     * @param use given the registry and all labels; must find the same meter again
     */
    void use(String owner, Tags own, BiFunction<MeterRegistry, Tags, Meter> use) {
        withOwned(
                owner,
                own,
                owned -> {
                    Meter meter = use.apply(registry, owned.tags().and(own));
                    owned.meters().putIfAbsent(meter.getId(), NO_NUMBER);
                });
    }

    /** Shows a number as a gauge of this policy; does nothing where none are kept for it. */
    void show(String owner, String name, String description, Tags own, long value) {
        withOwned(
                owner,
                own,
                owned -> {
                    AtomicLong fresh = new AtomicLong();
                    Gauge gauge =
                            Gauge.builder(name, fresh, AtomicLong::get)
                                    .description(description)
                                    .tags(owned.tags().and(own))
                                    .strongReference(true)
                                    .register(registry);
                    owned.meters().computeIfAbsent(gauge.getId(), _ -> fresh).set(value);
                });
    }

    /**
     * The label of a target: its id, but {@code pod} or {@code health} for all of those, since pods
     * come and go.
     */
    static String dependency(String targetId) {
        int slash = targetId.indexOf('/');
        return slash < 0 || targetId.startsWith("upstream/")
                ? targetId
                : targetId.substring(0, slash);
    }

    /**
     * Under the owner's lock, so that what is made here is not missed by an end at the same time.
     */
    private void withOwned(String owner, Tags own, Consumer<Owned> use) {
        String dependency =
                own.stream()
                        .filter(tag -> DEPENDENCY.equals(tag.getKey()))
                        .map(Tag::getValue)
                        .findFirst()
                        .orElse(null);
        owners.computeIfPresent(
                owner,
                (uid, owned) -> {
                    if (owned.keeps(dependency)) {
                        use.accept(owned);
                    }
                    return owned;
                });
    }

    private void remove(Owned owned, Predicate<Meter.Id> ended) {
        owned.meters()
                .keySet()
                .removeIf(
                        meter -> {
                            boolean ends = ended.test(meter);
                            if (ends) {
                                registry.remove(meter);
                            }
                            return ends;
                        });
    }

    /**
     * @param meters each with the number that it shows, where it is a gauge
     */
    private record Owned(Tags tags, Set<String> dependencies, Map<Meter.Id, AtomicLong> meters) {

        /**
         * @param dependency null of a meter that is about the policy itself
         */
        boolean keeps(@Nullable String dependency) {
            return dependency == null || dependencies.contains(dependency);
        }
    }
}
