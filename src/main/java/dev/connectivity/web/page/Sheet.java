package dev.connectivity.web.page;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.FindingState;
import dev.connectivity.view.DependencyView;
import dev.connectivity.view.Health;
import dev.connectivity.view.IncidentView;
import dev.connectivity.view.PolicyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A policy laid out: what templates put into words and shapes. */
public record Sheet(
        PolicyView view, Picture picture, List<Line> lines, List<Bar> bars, List<Mishap> mishaps) {

    /**
     * An incident with its times.
     *
     * @param end how long it took, or that it lasts
     */
    public record Mishap(
            String dependency,
            String reason,
            String began,
            String detected,
            String degraded,
            String end,
            boolean over) {

        static Mishap of(IncidentView incident, PolicyView view) {
            return new Mishap(
                    incident.dependency(),
                    incident.reason(),
                    Figures.time(incident.began(), view.now()),
                    "after " + incident.detected(),
                    incident.degraded().map(it -> "after " + it).orElse("no"),
                    incident.recovered().map(it -> "after " + it).orElse("not yet"),
                    incident.recovered().isPresent());
        }
    }

    static Sheet of(PolicyView view) {
        return new Sheet(
                view,
                Picture.of(view),
                Line.all(view),
                view.budgets().stream().map(Bar::of).toList(),
                view.incidents().stream().map(it -> Mishap.of(it, view)).toList());
    }

    static String id(PolicyView view) {
        return view.namespace() + "/" + view.name();
    }

    public String id() {
        return id(view);
    }

    /** Whether there is nothing to be done about it, and a line of it is enough. */
    public boolean calm() {
        return calm(view);
    }

    static boolean calm(PolicyView view) {
        return view.health() == Health.Up || view.suspended();
    }

    /** How it fares, in a word. */
    public String word() {
        return view.suspended() ? "Suspended" : view.health().name();
    }

    /** What is not well, so that what is can be left out. */
    public List<Line> ailing() {
        return lines.stream().filter(it -> it.mark() != Health.Up || it.switched()).toList();
    }

    /** What is well, by name; empty where nothing is. */
    public String well() {
        return String.join(
                ", ",
                lines.stream()
                        .filter(it -> it.mark() == Health.Up && !it.switched())
                        .map(Line::name)
                        .toList());
    }

    /** What fails, by name; empty where nothing does. */
    public String fails() {
        return String.join(
                ", ",
                lines.stream()
                        .filter(it -> it.mark() == Health.Down)
                        .map(it -> it.name() + it.why().map(why -> ": " + why.reason()).orElse(""))
                        .toList());
    }

    /** What a healthy policy has to say. */
    public String gist() {
        List<String> parts = new ArrayList<>();
        view.traffic()
                .ifPresent(it -> parts.add(it.ready() + " of " + Figures.count(it.pods(), "pod")));
        of(DependencyView.Kind.Database).ifPresent(parts::add);
        of(DependencyView.Kind.Upstream).ifPresent(parts::add);
        return String.join(" · ", parts);
    }

    private Optional<String> of(DependencyView.Kind kind) {
        List<DependencyView> all =
                view.dependencies().stream().filter(it -> it.kind() == kind).toList();
        return switch (kind) {
            case Database -> all.stream().findFirst().map(DependencyView::address);
            case Upstream ->
                    all.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Figures.count(all.size(), "upstream"));
        };
    }

    /** How many findings wait for somebody. */
    public String proposals() {
        long open =
                view.findings().stream()
                        .filter(
                                it ->
                                        it.state() == FindingState.proposed
                                                || it.state() == FindingState.contested)
                        .count();
        return open == 0 ? "" : Figures.count(open, "proposal");
    }

    /** The last ones, for a card. */
    public List<Mishap> latest() {
        return mishaps.stream().limit(3).toList();
    }

    /** Budgets of what is not well, and those that are spent or go fast. */
    public List<Bar> spent() {
        Set<String> ailing = ailing().stream().map(Line::id).collect(Collectors.toSet());
        return bars.stream()
                .filter(
                        it ->
                                ailing.contains(it.dependency())
                                        || it.mark() == Health.Down
                                        || it.burns().stream().anyMatch(Bar.Burn::fast))
                .toList();
    }

    /** What the text filter looks in. */
    public String words() {
        return Overview.words(view);
    }

    /** What to do about it; nothing where it is well. */
    public List<Prose> remedy() {
        return Prose.ofRemedy(view.headline().map(PolicyView.Headline::remedy).orElse(""));
    }
}
