package dev.connectivity.web.page;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.judge.objective.Span;
import dev.connectivity.view.BudgetView;
import dev.connectivity.view.Health;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error budget.
 *
 * @param mark how it stands, as a shape
 * @param left how much of it is, in words
 * @param width of what is left, of 100
 */
public record Bar(
        String dependency,
        String goal,
        Health mark,
        String left,
        int width,
        String samples,
        List<Burn> burns) {

    private static final int WHOLE = 100;

    /**
     * How fast it was being used up.
     *
     * @param span over how long it is read
     * @param times how many times faster than allowed
     * @param fast whether it would not last the window
     */
    public record Burn(String span, String times, boolean fast) {}

    static Bar of(BudgetView budget) {
        return new Bar(
                budget.dependency(),
                goal(budget.objective()) + " " + budget.goal() + " %",
                mark(budget),
                left(budget),
                (int) Math.round(Math.clamp(budget.remaining(), 0, 1) * WHOLE),
                String.format(Locale.ROOT, "%,d of %,d bad", budget.bad(), budget.samples()),
                budget.burn().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> burn(it.getKey(), it.getValue()))
                        .toList());
    }

    private static Burn burn(Span span, double rate) {
        return new Burn(span.label(), Figures.times(rate), rate > 1);
    }

    private static Health mark(BudgetView budget) {
        return switch (budget.state()) {
            case Met -> Health.Up;
            case Missed -> Health.Down;
            case InsufficientData -> Health.Unknown;
        };
    }

    private static String left(BudgetView budget) {
        return switch (budget.state()) {
            case InsufficientData -> "too few samples to tell";
            case Met, Missed ->
                    budget.remaining() > 0
                            ? Figures.percent(budget.remaining()) + " left"
                            : "exhausted, " + Figures.percent(1 - budget.remaining()) + " used";
        };
    }

    private static String goal(Objective objective) {
        return switch (objective) {
            case Availability -> "Availability";
            case Latency -> "Latency";
            case ErrorRate -> "First attempts";
        };
    }
}
