package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.ObjectivesSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class ObjectivesReader {

    private static final ObjectivesSpec EMPTY = new ObjectivesSpec(null);
    private static final ObjectivesSpec.Recovery NO_RECOVERY = new ObjectivesSpec.Recovery(null);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    static Objectives read(@Nullable ObjectivesSpec given, Field field) {
        var recovery = or(or(given, EMPTY).recovery(), NO_RECOVERY);
        var database = field.at("recovery").at("database");
        if (recovery.database() == null) {
            return Objectives.DEFAULT;
        }
        var longest = database.duration(recovery.database());
        database.demand(
                longest.compareTo(SHORTEST) >= 0 && longest.compareTo(LONGEST) <= 0,
                Demands.RECOVERY);
        return new Objectives(longest);
    }

    private ObjectivesReader() {}
}
