package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.Objective;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.ObjectivesSpec;
import dev.connectivity.policy.Objectives.Goal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class ObjectivesReader {

    private static final ObjectivesSpec EMPTY = new ObjectivesSpec(null, null, null, null, null);
    private static final ObjectivesSpec.Recovery NO_RECOVERY =
            new ObjectivesSpec.Recovery(null, null, null);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** One percent. */
    private static final int PERCENT = Objectives.WHOLE / 100;

    private static final int LONGEST_SHARE = 6;

    static Objectives read(@Nullable ObjectivesSpec given, Field field) {
        var spec = or(given, EMPTY);
        return new Objectives(
                duration(
                        spec.window(),
                        Objectives.DEFAULT.window(),
                        new Range(HOUR, Objectives.DEFAULT.window(), Demands.WINDOW),
                        field.at("window")),
                goals(spec, field),
                Optional.ofNullable(spec.latency())
                        .map(it -> below(it, field.at("latency").at("below"))),
                recovery(or(spec.recovery(), NO_RECOVERY), field.at("recovery")));
    }

    private static List<Goal> goals(ObjectivesSpec spec, Field field) {
        return Stream.of(
                        Optional.ofNullable(spec.availability())
                                .map(it -> target(it, field.at("availability")))
                                .map(it -> new Goal(Objective.Availability, it)),
                        Optional.ofNullable(spec.latency())
                                .map(it -> target(it.share(), field.at("latency").at("share")))
                                .map(it -> new Goal(Objective.Latency, it)),
                        Optional.ofNullable(spec.errorRate())
                                .map(it -> parts(it, Notation.Allowance, field.at("errorRate")))
                                .map(it -> new Goal(Objective.ErrorRate, it)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What may be bad where so much must be good. */
    private static int target(@Nullable String good, Field field) {
        return Objectives.WHOLE - parts(good, Notation.Target, field);
    }

    private static int parts(@Nullable String percent, Notation notation, Field field) {
        return new BigDecimal(field.text(percent, notation, LONGEST_SHARE))
                .multiply(BigDecimal.valueOf(PERCENT))
                .intValueExact();
    }

    private static Duration below(ObjectivesSpec.Latency latency, Field field) {
        return new Range(Duration.ofMillis(1), HOUR, Demands.BELOW)
                .check(field.duration(latency.below()), field);
    }

    private static Objectives.Recovery recovery(ObjectivesSpec.Recovery spec, Field field) {
        var range = new Range(SECOND, Duration.ofHours(24), Demands.RECOVERY);
        var usual = Objectives.Recovery.DEFAULT;
        return new Objectives.Recovery(
                duration(spec.database(), usual.database(), range, field.at("database")),
                duration(spec.service(), usual.service(), range, field.at("service")),
                duration(spec.system(), usual.system(), range, field.at("system")));
    }

    private static Duration duration(
            @Nullable String text, Duration fallback, Range range, Field field) {
        return text == null ? fallback : range.check(field.duration(text), field);
    }

    private record Range(Duration least, Duration most, String demand) {

        Duration check(Duration duration, Field field) {
            field.demand(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, demand);
            return duration;
        }
    }

    private ObjectivesReader() {}
}
