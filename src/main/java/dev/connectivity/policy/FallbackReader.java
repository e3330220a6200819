package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.FallbackSpec;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Fallback.Alias;
import dev.connectivity.policy.Fallback.Environment;
import dev.connectivity.policy.Fallback.Flag;
import dev.connectivity.policy.Fallback.Means;
import dev.connectivity.policy.Fallback.StandIn;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class FallbackReader {

    private static final String DWELL = "60s";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int SWITCHES = 6;
    private static final int VARIABLES = 16;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CODE = Pattern.compile(Demands.CODE_VARIABLES);

    static Optional<Fallback> read(@Nullable FallbackSpec spec, Scheme scheme, Field field) {
        if (spec == null) {
            return Optional.empty();
        }
        var type = field.at("type").choice(spec.type());
        field.at("type").demand(isUnion(spec), Demands.FALLBACK_UNION);
        field.at("type")
                .demand(
                        type != FallbackSpec.Type.Service
                                || scheme == Scheme.HTTP
                                || scheme == Scheme.TCP,
                        Demands.FALLBACK_SCHEME);
        return Optional.of(
                new Fallback(
                        means(spec, type, field),
                        dwell(or(spec.dwell(), DWELL), field.at("dwell")),
                        field.at("maxSwitchesPerHour")
                                .number(or(spec.maxSwitchesPerHour(), SWITCHES), 3, 60)));
    }

    /** Two that switch the same thing would undo each other's work. */
    static void demandUnique(List<Upstream> upstreams, Optional<Listener> listener, Field field) {
        field.demandUnique(
                Stream.concat(
                                listener.stream().flatMap(it -> it.env().stream()),
                                upstreams.stream().flatMap(FallbackReader::variables))
                        .toList(),
                Demands.ONE_SETTER);
        field.demandUnique(
                each(upstreams, means -> means instanceof Alias alias ? alias.name() : null),
                Demands.UNIQUE_ALIASES);
        field.demandUnique(
                each(upstreams, means -> means instanceof Flag flag ? flag.key() : null),
                Demands.UNIQUE_FLAGS);
    }

    private static Stream<String> variables(Upstream upstream) {
        return upstream.fallback().stream()
                .map(Fallback::means)
                .filter(Environment.class::isInstance)
                .flatMap(it -> ((Environment) it).variables().keySet().stream());
    }

    private static List<String> each(
            List<Upstream> upstreams, Function<Means, @Nullable String> name) {
        return upstreams.stream()
                .flatMap(upstream -> upstream.fallback().stream())
                .flatMap(fallback -> Optional.ofNullable(name.apply(fallback.means())).stream())
                .toList();
    }

    private static boolean isUnion(FallbackSpec spec) {
        return (spec.type() == FallbackSpec.Type.Flag) == (spec.flag() != null)
                && (spec.type() == FallbackSpec.Type.Service) == (spec.service() != null)
                && (spec.type() == FallbackSpec.Type.Environment)
                        == (spec.env() != null && !spec.env().isEmpty());
    }

    private static Means means(FallbackSpec spec, FallbackSpec.Type type, Field field) {
        return switch (type) {
            case Flag ->
                    new Flag(
                            field.at("flag")
                                    .text(spec.flag(), Notation.SecretKeyName, LONGEST_NAME));
            case Service -> alias(field.required(spec.service()), field.at("service"));
            case Environment ->
                    new Environment(variables(field.required(spec.env()), field.at("env")));
        };
    }

    private static Alias alias(FallbackSpec.Alias spec, Field field) {
        var name = field.at("name").text(spec.name(), Notation.Service, LONGEST_NAME);
        var backend = field.at("backend");
        var standIn = backend.required(spec.backend());
        backend.at("name").demand(!name.equals(standIn.name()), Demands.OTHER_STAND_IN);
        return new Alias(
                name,
                new StandIn(
                        backend.at("name").text(standIn.name(), Notation.Label, LONGEST_NAME),
                        backend.at("port").port(standIn.port())));
    }

    private static SortedMap<String, String> variables(Map<String, String> given, Field field) {
        field.demand(given.size() <= VARIABLES, "It must have at most " + VARIABLES + " entries.");
        var variables = new TreeMap<String, String>();
        given.forEach(
                (name, value) -> {
                    var at = field.at(name);
                    at.text(name, Notation.Variable, LONGEST_NAME);
                    at.demand(!CODE.matcher(name).matches(), Demands.HARMLESS_FALLBACK_VARIABLE);
                    variables.put(name, value(value, at));
                });
        return Collections.unmodifiableSortedMap(variables);
    }

    private static String value(@Nullable String value, Field field) {
        var text = field.required(value);
        field.demand(
                text.length() <= LONGEST_VALUE, "Write at most " + LONGEST_VALUE + " characters.");
        return text;
    }

    private static Duration dwell(String text, Field field) {
        var dwell = field.duration(text);
        field.demand(
                dwell.compareTo(SHORTEST) >= 0 && dwell.compareTo(LONGEST) <= 0, Demands.DWELL);
        return dwell;
    }

    private FallbackReader() {}
}
