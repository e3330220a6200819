package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.HttpSpec.HeaderDemandSpec;
import dev.connectivity.api.v1alpha1.HttpSpec.HeaderDemandSpec.Presence;
import dev.connectivity.api.v1alpha1.HttpSpec.HeaderSpec;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.HeaderDemand.Check;
import dev.connectivity.policy.RequestHeader.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class HeaderReader {

    private static final int HEADERS = 16;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 1024;
    private static final int LONGEST_PART = 256;
    private static final Pattern OF_CONNECTION = Pattern.compile(Demands.CONNECTION_HEADERS);

    static List<RequestHeader> request(
            @Nullable List<HeaderSpec> given, Set<String> secrets, Field field) {
        var specs = field.list(given, HEADERS);
        field.demandUnique(
                specs.stream().map(it -> HeaderDemand.lower(field.required(it.name()))).toList(),
                Demands.UNIQUE_HEADERS);
        return IntStream.range(0, specs.size())
                .mapToObj(i -> request(specs.get(i), new SecretKeyReader(secrets), field.at(i)))
                .toList();
    }

    private static RequestHeader request(HeaderSpec spec, SecretKeyReader keys, Field field) {
        field.demand((spec.value() == null) != (spec.valueFrom() == null), Demands.HEADER_VALUE);
        var name = name(spec.name(), field.at("name"));
        field.at("name").demand(!OF_CONNECTION.matcher(name).matches(), Demands.HEADER_NAME);
        return new RequestHeader(
                name,
                spec.value() == null
                        ? new Source.Secret(keys.key(spec.valueFrom(), field.at("valueFrom")))
                        : new Source.Text(value(spec.value(), LONGEST_VALUE, field.at("value"))));
    }

    static List<HeaderDemand> response(@Nullable List<HeaderDemandSpec> given, Field field) {
        var specs = field.list(given, HEADERS);
        return IntStream.range(0, specs.size())
                .mapToObj(i -> response(specs.get(i), field.at(i)))
                .toList();
    }

    private static HeaderDemand response(HeaderDemandSpec spec, Field field) {
        var name = HeaderDemand.lower(name(spec.name(), field.at("name")));
        List<Check> checks =
                Stream.of(
                                Optional.ofNullable(spec.presence()).map(HeaderReader::presence),
                                part(spec.equals(), field.at("equals")).map(Check.Is::new),
                                part(spec.contains(), field.at("contains"))
                                        .map(Check.Contains::new),
                                part(spec.notContains(), field.at("notContains"))
                                        .map(Check.Lacks::new))
                        .<Check>flatMap(Optional::stream)
                        .toList();
        field.demand(checks.size() == 1, Demands.HEADER_DEMAND);
        return new HeaderDemand(name, checks.getFirst());
    }

    private static Check presence(Presence presence) {
        return switch (presence) {
            case Present -> new Check.Present();
            case Absent -> new Check.Absent();
        };
    }

    private static Optional<String> part(@Nullable String given, Field field) {
        return Optional.ofNullable(given)
                .map(it -> HeaderDemand.lower(value(it, LONGEST_PART, field)));
    }

    private static String name(@Nullable String given, Field field) {
        return field.text(given, Notation.Header, LONGEST_NAME);
    }

    private static String value(String given, int longest, Field field) {
        return field.text(given, Notation.HeaderValue, longest);
    }

    private HeaderReader() {}
}
