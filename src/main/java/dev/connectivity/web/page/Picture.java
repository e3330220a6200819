package dev.connectivity.web.page;

import dev.connectivity.api.v1alpha1.ConditionType;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FallbackState;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingStatus;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Traffic;
import dev.connectivity.view.DependencyView;
import dev.connectivity.view.Health;
import dev.connectivity.view.PolicyView;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of requests: callers, Services, pods, and what these depend on.
 *
 * @param ways Services, each with the edge from there to the pods; none where no listener is
 *     declared
 * @param workload the pods
 * @param leaves what they depend on, each with the edge that leads there
 */
public record Picture(List<Hop> ways, Hop workload, List<Hop> leaves) {

    /**
     * Something drawn, and an edge at it.
     *
     * @param edge how the edge is
     * @param why its reason where it fails, else empty
     * @param words what is seen there, else empty
     * @param lines what is known of the thing itself
     * @param stand whether the thing itself is well
     */
    public record Hop(
            String title, List<String> lines, Health stand, Health edge, String why, String words) {

        /** Its reason, where a line may end. */
        public List<String> parts() {
            return List.of(why.split("(?<=[a-z])(?=[A-Z])", -1));
        }

        /** What the edge is to those who do not see it. */
        public String said() {
            return switch (edge) {
                case Up -> "answers";
                case Unknown -> "not known";
                case Degraded -> "stands in";
                case Down -> "fails";
            };
        }
    }

    static Picture of(PolicyView view) {
        return new Picture(
                view.traffic().map(it -> ways(it, view)).orElse(List.of()),
                workload(view),
                view.dependencies().stream().flatMap(Picture::leaves).toList());
    }

    private static List<Hop> ways(Traffic traffic, PolicyView view) {
        return traffic.ways().stream().map(it -> way(it, view)).toList();
    }

    private static Hop way(Traffic.Way way, PolicyView view) {
        boolean fails = way.reach() == Reach.No;
        return new Hop(
                way.service(),
                List.of("Service", way.port()),
                Health.Up,
                health(way.reach()),
                fails ? reason(way, view) : "",
                "to " + way.target() + (fails ? ", which " + way.words() : ""));
    }

    /** What was found at this Service; else what is said of the whole. */
    private static String reason(Traffic.Way way, PolicyView view) {
        String object = "Service/" + way.service();
        return view.findings().stream()
                .filter(it -> it.object().equals(object))
                .map(FindingStatus::reason)
                .map(Enum::name)
                .findFirst()
                .or(() -> unreachable(view).map(Condition::getReason))
                .orElse("");
    }

    private static Optional<Condition> unreachable(PolicyView view) {
        return view.condition(ConditionType.WorkloadReachable)
                .filter(it -> "False".equals(it.getStatus()));
    }

    private static Hop workload(PolicyView view) {
        List<String> lines = new ArrayList<>();
        lines.add("Deployment");
        view.traffic()
                .ifPresent(
                        it -> {
                            lines.add(
                                    it.ready()
                                            + " of "
                                            + Figures.count(it.pods(), "pod")
                                            + " ready");
                            lines.add(listens(it));
                        });
        Health stand = view.traffic().map(it -> health(it.listens())).orElse(Health.Up);
        if (stand == Health.Down) {
            unreachable(view).map(Condition::getReason).ifPresent(lines::add);
        }
        return new Hop(view.workload(), List.copyOf(lines), stand, Health.Up, "", "");
    }

    private static String listens(Traffic traffic) {
        return traffic.listens() == Reach.Yes
                ? "listens on " + traffic.port()
                : traffic.port() + " " + traffic.words();
    }

    private static Stream<Hop> leaves(DependencyView dependency) {
        DependencyStatus status = dependency.status();
        Health edge = health(status.state());
        Hop leaf =
                new Hop(
                        dependency.name(),
                        List.of(
                                dependency.address(),
                                dependency.required() ? "required" : "optional"),
                        edge,
                        edge,
                        edge == Health.Down ? status.reason().name() : "",
                        "");
        return Stream.concat(Stream.of(leaf), standIn(dependency));
    }

    private static Stream<Hop> standIn(DependencyView dependency) {
        boolean on =
                Optional.ofNullable(dependency.status().fallback())
                        .filter(it -> it.state() != FallbackState.Inactive)
                        .isPresent();
        return dependency.fallback().filter(_ -> on).stream()
                .map(
                        it ->
                                new Hop(
                                        it,
                                        List.of("in place of " + dependency.name()),
                                        Health.Degraded,
                                        Health.Degraded,
                                        "FallbackActive",
                                        ""));
    }

    private static Health health(Reach reach) {
        return switch (reach) {
            case Yes -> Health.Up;
            case No -> Health.Down;
            case Unknown -> Health.Unknown;
        };
    }

    static Health health(DependencyStatus.State state) {
        return switch (state) {
            case Up -> Health.Up;
            case Down -> Health.Down;
            case Unknown -> Health.Unknown;
        };
    }
}
