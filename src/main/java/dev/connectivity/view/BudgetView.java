package dev.connectivity.view;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.ObjectiveState;
import dev.connectivity.judge.objective.Reading;
import dev.connectivity.judge.objective.Span;
import dev.connectivity.policy.Objectives;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One dependency's error budget for one objective.
 *
 * @param goal percent that must be good, as {@code 99.9}
 * @param remaining part of the budget that is left: 1 untouched, 0 exhausted, negative beyond that
 * @param burn how many times faster than allowed it is being used up; without samples absent
 */
public record BudgetView(
        String dependency,
        Objective objective,
        String goal,
        ObjectiveState state,
        double remaining,
        long samples,
        long bad,
        Map<Span, Double> burn) {

    static BudgetView of(Reading reading) {
        return new BudgetView(
                reading.dependency(),
                reading.goal().objective(),
                percent(Objectives.WHOLE - reading.goal().allowed()),
                reading.state(),
                reading.remaining(),
                reading.samples(),
                reading.bad(),
                reading.burn());
    }

    private static String percent(int good) {
        return BigDecimal.valueOf(good, 3).stripTrailingZeros().toPlainString();
    }
}
