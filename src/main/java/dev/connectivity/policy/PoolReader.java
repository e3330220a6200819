package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.api.v1alpha1.PoolSpec;
import dev.connectivity.api.v1alpha1.PoolSpec.Framework;
import dev.connectivity.policy.PoolSetting.Reader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

final class PoolReader {

    private static final String URL = "DATABASE_URL";
    private static final String SHARE = "80";
    private static final int LARGEST = 10_000;
    private static final int VARIABLES = 8;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_VALUE = 128;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern CODE = Pattern.compile(Demands.CODE_VARIABLES);

    static Pool read(PoolSpec spec, Field field) {
        var framework = field.at("framework").choice(spec.framework());
        return new Pool(
                framework,
                url(spec, framework, field.at("env")),
                spec.size() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(field.at("size").number(spec.size(), 1, LARGEST)),
                new BigDecimal(field.at("share").text(or(spec.share(), SHARE), Notation.Share, 8)),
                timeout(spec.connectTimeout(), field.at("connectTimeout")),
                timeout(spec.acquireTimeout(), field.at("acquireTimeout")),
                settings(spec, framework, field.at("custom")));
    }

    private static String url(PoolSpec spec, Framework framework, Field field) {
        if (spec.env() == null) {
            return URL;
        }
        field.demand(
                framework == Framework.Prisma || framework == Framework.Rails, Demands.POOL_ENV);
        return variable(spec.env(), field);
    }

    private static String variable(@Nullable String name, Field field) {
        var variable = field.text(name, Notation.Variable, LONGEST_NAME);
        field.demand(!CODE.matcher(variable).matches(), Demands.HARMLESS_POOL_VARIABLE);
        return variable;
    }

    private static Optional<Duration> timeout(@Nullable String text, Field field) {
        if (text == null) {
            return Optional.empty();
        }
        var timeout = field.duration(text);
        field.demand(
                timeout.getNano() == 0
                        && !text.contains("ms")
                        && timeout.compareTo(SHORTEST) >= 0
                        && timeout.compareTo(LONGEST) <= 0,
                Demands.POOL_TIMEOUT);
        return Optional.of(timeout);
    }

    private static List<PoolSetting> settings(PoolSpec spec, Framework framework, Field field) {
        var custom = or(spec.custom(), Map.<String, String>of());
        field.demand((framework == Framework.Custom) == !custom.isEmpty(), Demands.CUSTOM_POOL);
        field.demand(custom.size() <= VARIABLES, "It must have at most " + VARIABLES + " entries.");
        return custom.isEmpty()
                ? PoolTable.of(framework).settings()
                : new TreeMap<>(custom)
                        .entrySet().stream()
                                .map(it -> custom(it.getKey(), it.getValue(), field))
                                .toList();
    }

    private static PoolSetting custom(String name, @Nullable String value, Field field) {
        var variable = variable(name, field);
        return PoolSetting.variable(
                field.at(variable).text(value, Notation.PoolValue, LONGEST_VALUE),
                Reader.Application,
                variable);
    }

    private PoolReader() {}
}
