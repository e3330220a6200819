package dev.connectivity.correlate;

import dev.connectivity.correlate.Clusters.Group;
import dev.connectivity.correlate.Standing.Failing;
import dev.connectivity.judge.Common;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what many fail on. A thing is suspected where at least {@link #FEW} dependencies fail on it
 * for the same reason, and no more than as many were served by it since the first of those failed:
 * so the first few of a name server's users that are asked after it broke are enough, and later
 * successes of many others speak for it again. A name server or an address family must fail as many
 * hosts, or the host explains it. One that was suspected before stays so up to twice as many
 * served, lest it comes and goes.
 */
public final class Correlator {

    /** Two may be chance. */
    private static final int FEW = 3;

    /** Numbers as they are told; each about three times the one before. */
    private static final int[] STEPS = {3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000};

    private Correlator() {}

    /**
     * @param before what this said last
     * @param <K> who a dependency is
     */
    public static <K> Clusters<K> correlate(Map<K, Symptoms> symptoms, Clusters<K> before) {
        Map<Group, List<Member<K>>> failing = new HashMap<>();
        Map<Need, List<Instant>> well = new HashMap<>();
        symptoms.forEach((who, its) -> sort(who, its, failing, well));
        Map<Need, long[]> served = new HashMap<>();
        well.forEach(
                (need, times) ->
                        served.put(
                                need,
                                times.stream()
                                        .mapToLong(Instant::toEpochMilli)
                                        .sorted()
                                        .toArray()));
        Map<K, Common> members = new HashMap<>();
        Map<Group, Integer> groups = new HashMap<>();
        failing.entrySet().stream()
                .sorted(Comparator.comparing(group -> group.getKey().kind()))
                .forEach(
                        group -> {
                            boolean stood = before.groups().containsKey(group.getKey());
                            long[] others = served.getOrDefault(group.getKey().need(), new long[0]);
                            List<Member<K>> together = together(group.getValue(), others, stood);
                            if (!together.isEmpty() && isOfMore(group.getKey(), together)) {
                                groups.put(group.getKey(), together.size());
                                Common common = common(group.getKey(), together);
                                together.forEach(it -> members.putIfAbsent(it.who(), common));
                            }
                        });
        return new Clusters<>(Map.copyOf(members), Map.copyOf(groups));
    }

    private record Member<K>(K who, String host, Failing failing) {

        Instant since() {
            return failing.since();
        }
    }

    private static <K> void sort(
            K who,
            Symptoms symptoms,
            Map<Group, List<Member<K>>> failing,
            Map<Need, List<Instant>> well) {
        for (Standing standing : symptoms.all().toList()) {
            Need need = standing.need();
            if (standing.failing().isPresent()) {
                Failing its = standing.failing().get();
                failing.computeIfAbsent(new Group(need, its.reason()), key -> new ArrayList<>())
                        .add(new Member<>(who, symptoms.host(), its));
            } else {
                standing.well()
                        .ifPresent(
                                time ->
                                        well.computeIfAbsent(need, key -> new ArrayList<>())
                                                .add(time));
            }
        }
    }

    /**
     * As many as fail together, beginning with any of them: one that failed long before the others
     * is not of theirs.
     */
    private static <K> List<Member<K>> together(
            List<Member<K>> failing, long[] served, boolean stood) {
        List<Member<K>> bySince =
                failing.stream().sorted(Comparator.comparing(Member::since)).toList();
        for (int first = 0; first + FEW <= bySince.size(); first++) {
            int size = bySince.size() - first;
            long others = servedAfter(served, bySince.get(first).since());
            if (others <= (stood ? 2L * size : size)) {
                return bySince.subList(first, bySince.size());
            }
        }
        return List.of();
    }

    /** Where one host would do to explain it, nothing wider is claimed. */
    private static <K> boolean isOfMore(Group group, List<Member<K>> together) {
        return group.kind() == Common.Kind.Host
                || together.stream().map(Member::host).distinct().count() >= FEW;
    }

    private static long servedAfter(long[] sorted, Instant since) {
        int at = Arrays.binarySearch(sorted, since.toEpochMilli() + 1);
        int from = at < 0 ? -at - 1 : at;
        while (from > 0 && sorted[from - 1] > since.toEpochMilli()) {
            from--;
        }
        return sorted.length - (long) from;
    }

    private static <K> Common common(Group group, List<Member<K>> together) {
        String name =
                together.stream()
                        .map(member -> member.failing().name())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        return new Common(group.kind(), name, group.reason(), step(together.size()));
    }

    private static int step(int count) {
        return Arrays.stream(STEPS).filter(step -> step <= count).max().orElse(FEW);
    }
}
