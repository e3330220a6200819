package dev.connectivity.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.HttpSpec.BodySpec;
import java.util.Objects;
import java.util.stream.Stream;

final class BodyReader {

    private static final int LONGEST = 256;

    static BodyDemand read(BodySpec spec, Field field) {
        long given =
                Stream.of(spec.contains(), spec.notContains(), spec.matches())
                        .filter(Objects::nonNull)
                        .count();
        field.demand(given == 1, Demands.BODY_DEMAND);
        if (spec.contains() != null) {
            return new BodyDemand.Contains(text(spec.contains(), field.at("contains")));
        }
        if (spec.notContains() != null) {
            return new BodyDemand.Lacks(text(spec.notContains(), field.at("notContains")));
        }
        var expression = field.at("matches");
        return new BodyDemand.Matches(
                pattern(text(expression.required(spec.matches()), expression), expression));
    }

    private static String text(String given, Field field) {
        field.demand(!given.isEmpty(), "Write at least one character.");
        field.demand(given.length() <= LONGEST, "Write at most " + LONGEST + " characters.");
        return given;
    }

    /** Counted repetitions of repetitions would make a short expression a very large machine. */
    private static Pattern pattern(String text, Field field) {
        field.demand(text.indexOf('{') < 0, Demands.BODY_EXPRESSION);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            // Without the cause, whose message repeats the text.
            throw field.refuse(Demands.BODY_SYNTAX);
        }
    }

    private BodyReader() {}
}
