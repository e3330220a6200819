package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.HealthSpec;
import dev.connectivity.api.v1alpha1.Notation;
import java.time.Duration;
import java.util.Optional;

final class HealthReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_BUDGET = Duration.ofHours(24);

    /** What holds where a probe does not say. */
    private record Defaults(String period, String timeout, int failures) {}

    private static final Defaults READINESS = new Defaults("5s", "2s", 2);
    private static final Defaults LIVENESS = new Defaults("10s", "2s", 3);

    static Health read(HealthSpec spec, Optional<Listener> listener, Field field) {
        return new Health(
                port(spec, listener, field),
                Optional.ofNullable(spec.readiness())
                        .map(it -> check(it, READINESS, field.at("readiness"))),
                Optional.ofNullable(spec.liveness())
                        .map(it -> check(it, LIVENESS, field.at("liveness"))),
                Optional.ofNullable(spec.startup())
                        .map(it -> budget(it, field.at("startup").at("budget"))));
    }

    private static int port(HealthSpec spec, Optional<Listener> listener, Field field) {
        return spec.port() == null
                ? listener.orElseThrow(() -> field.refuse(Demands.HEALTH_PORT)).port()
                : field.at("port").port(spec.port());
    }

    private static Health.Check check(HealthSpec.Check spec, Defaults defaults, Field field) {
        var period = field.at("period").duration(or(spec.period(), defaults.period()));
        var timeout = field.at("timeout").duration(or(spec.timeout(), defaults.timeout()));
        field.demand(isWholeSeconds(period) && isWholeSeconds(timeout), Demands.WHOLE_SECONDS);
        field.at("timeout").demand(timeout.compareTo(period) <= 0, Demands.TIMEOUT_WITHIN_PERIOD);
        return new Health.Check(
                Optional.ofNullable(spec.path())
                        .map(it -> field.at("path").text(it, Notation.Path, 1024)),
                period,
                timeout,
                field.at("failures").number(or(spec.failures(), defaults.failures()), 1, 100));
    }

    private static Duration budget(HealthSpec.Startup spec, Field field) {
        var budget = field.duration(spec.budget());
        field.demand(
                isWholeSeconds(budget) && budget.compareTo(LONGEST_BUDGET) <= 0,
                Demands.WHOLE_SECONDS_BUDGET);
        return budget;
    }

    private static boolean isWholeSeconds(Duration duration) {
        return duration.compareTo(SECOND) >= 0 && duration.getNano() == 0;
    }

    private HealthReader() {}
}
