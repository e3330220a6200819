package dev.connectivity.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters that belong to a policy: they are labelled with it, and end with it. They are kept as
 * plain numbers, found by one look-up, and become series only when somebody reads them: a meter of
 * the registry costs a kilobyte and a policy may have thousands.
 *
 * <p>At most, per policy: 65 dependencies (64 upstreams and a database), the connects to pods and
 * the requests of their health path, each with some 20 counters by reason, 3 of first attempts, 6
 * sums of phases, 16 by address family, 3 circuit states and a certificate; per protocol 6 phases
 * of 12 buckets, a count and a sum; and 30 series of conditions. That is under 5,000 for the
 * largest policy, and under 350 for one with a database, of whose connections 12 tell the holders,
 * and an upstream.
 */
@ApplicationScoped
public class OwnedMeters {

    static final String DEPENDENCY = "dependency";

    private final Map<String, PolicyMeters> owners = new ConcurrentHashMap<>();

    private final MeterRegistry registry;

    /** Series are shown by a Prometheus registry alone: they have its form. */
    @Inject
    public OwnedMeters(PrometheusMeterRegistry registry) {
        this((MeterRegistry) registry);
    }

    public OwnedMeters(MeterRegistry registry) {
        this.registry = registry;
        if (registry instanceof PrometheusMeterRegistry shown) {
            shown.getPrometheusRegistry().register(new PolicyCollector(owners::values));
        }
    }

    /**
     * From now on meters are kept for this policy, and of its dependencies for these alone.
     *
     * @param owner the policy's UID
     * @param targets ids of what is asked for it
     */
    public void keep(String owner, String namespace, String policy, Set<String> targets) {
        owners.computeIfAbsent(owner, uid -> new PolicyMeters(namespace, policy)).keep(targets);
    }

    /** Ends all meters of a policy. */
    public void forget(String owner) {
        owners.remove(owner);
    }

    /** Empty where none are kept, as after an answer that came when the policy was gone. */
    Optional<PolicyMeters> of(String owner) {
        return Optional.ofNullable(owners.get(owner));
    }

    /** Empty also where the target was taken out of its policy. */
    Optional<TargetMeters> of(String owner, String target) {
        PolicyMeters policy = owners.get(owner);
        return policy == null ? Optional.empty() : policy.target(target);
    }

    /**
     * Shows a number as a gauge of this policy, and where {@code own} names a {@code dependency},
     * for as long as that is kept; does nothing where none are kept for it.
     *
     * @param name with dots, as in {@code connectivity.pool.used}
     */
    public void show(String owner, String name, String description, Tags own, double value) {
        of(owner).ifPresent(policy -> policy.show(name, description, own, value));
    }

    /** Shows these numbers, and no others under that name any more. */
    void showOnly(String owner, String name, String description, Map<Tags, Integer> numbers) {
        of(owner)
                .ifPresent(
                        policy -> {
                            numbers.forEach(
                                    (own, number) -> policy.show(name, description, own, number));
                            policy.hideOthers(name, numbers.keySet());
                        });
    }

    /** Adds one to a counter, which is otherwise as {@link #show}'s gauge. */
    public void count(String owner, String name, String description, Tags own) {
        add(owner, name, description, own, 1);
    }

    /** Adds any amount to a counter. */
    void add(String owner, String name, String description, Tags own, double amount) {
        of(owner).ifPresent(policy -> policy.add(name, description, own, amount));
    }

    /** How many policies meters are kept for. */
    public int policies() {
        return owners.size();
    }

    /** For meters that belong to no policy. */
    public MeterRegistry registry() {
        return registry;
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
}
