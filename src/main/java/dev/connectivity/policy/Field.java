package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Notation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a spec, and what may be in it. What it refuses, it refuses with its path and what to
 * change; values stay out of the message.
 *
 * @param path as in {@code spec.upstreams[0].url}
 */
record Field(String path) {

    private static final int PORTS = 65535;

    Field at(String name) {
        return new Field(path + "." + name);
    }

    Field at(int index) {
        return new Field(path + "[" + index + "]");
    }

    /** To be thrown. */
    InvalidSpecException refuse(String demand) {
        return new InvalidSpecException(path + ": " + demand);
    }

    void demand(boolean met, String demand) {
        if (!met) {
            throw refuse(demand);
        }
    }

    <T> T required(@Nullable T value) {
        if (value == null) {
            throw refuse("Give this field, it is required.");
        }
        return value;
    }

    /** One of an enum's values; absent also where it is one that a later version has brought. */
    <E extends Enum<E>> E choice(@Nullable E value) {
        demand(value != null, "Give this field a value that this version of the operator knows.");
        return required(value);
    }

    String text(@Nullable String value, Notation notation, int longest) {
        var text = required(value);
        demand(text.length() <= longest, "Write at most " + longest + " characters.");
        demand(notation.accepts(text), notation.hint());
        return text;
    }

    int number(@Nullable Integer value, int least, int most) {
        int number = required(value);
        demand(number >= least, path + " should be greater than or equal to " + least + ".");
        demand(number <= most, path + " should be less than or equal to " + most + ".");
        return number;
    }

    int port(@Nullable Integer value) {
        return number(value, 1, PORTS);
    }

    Duration duration(@Nullable String value) {
        return Durations.parse(text(value, Notation.Duration, 32));
    }

    /** Empty where absent. */
    <T> List<T> list(@Nullable List<@Nullable T> values, int most) {
        if (values == null) {
            return List.of();
        }
        demand(values.size() <= most, "It must have at most " + most + " items.");
        return values.stream().map(this::required).toList();
    }

    void demandUnique(List<?> values, String demand) {
        demand(new HashSet<>(values).size() == values.size(), demand);
    }

    /** The value, or what holds where it is absent. */
    static <T> T or(@Nullable T value, T fallback) {
        return Objects.requireNonNullElse(value, fallback);
    }
}
