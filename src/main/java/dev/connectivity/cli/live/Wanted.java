package dev.connectivity.cli.live;

import dev.connectivity.api.v1alpha1.ConditionType;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The condition that somebody waits for.
 *
 * @param value its status, or its reason
 */
record Wanted(ConditionType type, String value) {

    /** They are not there where they do not hold. */
    private static final Set<ConditionType> ONLY_WHEN_TRUE =
            EnumSet.of(ConditionType.Degraded, ConditionType.Reconciling, ConditionType.Stalled);

    /**
     * Reads {@code Ready}, {@code Ready=False}, {@code WorkloadReachable=PortMismatch}, or the same
     * after kubectl's {@code condition=}.
     */
    static Wanted of(String text) {
        String[] parts = text.replaceFirst("^condition=", "").split("=", 2);
        return Arrays.stream(ConditionType.values())
                .filter(type -> type.name().equalsIgnoreCase(parts[0]))
                .findFirst()
                .map(type -> new Wanted(type, parts.length > 1 ? parts[1] : "True"))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is no condition of a policy. Name one of: %s."
                                                .formatted(
                                                        parts[0],
                                                        Arrays.stream(ConditionType.values())
                                                                .map(Enum::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    boolean metBy(Optional<Condition> condition) {
        return condition
                .map(
                        it ->
                                value.equalsIgnoreCase(it.getStatus())
                                        || value.equalsIgnoreCase(it.getReason()))
                .orElse(ONLY_WHEN_TRUE.contains(type) && value.equalsIgnoreCase("False"));
    }

    /** From a command line. */
    static final class Reader implements ITypeConverter<Wanted> {

        @Override
        public Wanted convert(String text) {
            try {
                return of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
