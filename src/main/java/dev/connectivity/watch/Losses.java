package dev.connectivity.watch;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.judge.Incident;
import dev.connectivity.judge.Outages;
import dev.connectivity.policy.Policy;
import dev.connectivity.probe.Observation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What each policy lost last; one small record, which goes with the policy. */
final class Losses {

    private final Map<String, Outages> byPolicy = new ConcurrentHashMap<>();

    private final Recalls recalls;

    Losses(Recalls recalls) {
        this.recalls = recalls;
    }

    Outages after(Policy policy, Optional<ConnectivityPolicyStatus> status, Outages.Seen seen) {
        return byPolicy.compute(
                policy.uid(),
                (uid, known) -> {
                    Outages before =
                            known == null
                                    ? status.map(Outages::restored).orElse(Outages.NONE)
                                    : known;
                    Outages after =
                            (policy.listener().isPresent() ? before : before.withoutWorkload())
                                    .after(seen);
                    after.workload()
                            .filter(it -> !before.workload().equals(Optional.of(it)))
                            .ifPresent(it -> recalls.lost(uid, Outages.WORKLOAD, it));
                    return after;
                });
    }

    void forget(String uid) {
        byPolicy.remove(uid);
    }

    /**
     * @param lost incidents of what is required and down
     * @param failing the last attempts at pods, as far as they failed
     */
    static Outages.Seen seen(
            Optional<Diagnosis> diagnosis,
            List<Incident> lost,
            Stream<Observation> failing,
            Instant now) {
        Reach reach = diagnosis.map(Diagnosis::reach).orElse(Reach.Unknown);
        return new Outages.Seen(
                reach == Reach.Unknown ? Optional.empty() : Optional.of(reach == Reach.Yes),
                diagnosis.map(Diagnosis::reason).orElse(Reason.Undetermined),
                failing.map(Observation::began).min(Comparator.naturalOrder()).orElse(now),
                lost,
                now);
    }
}
