package dev.connectivity.policy;

import static dev.connectivity.policy.Field.or;

import dev.connectivity.api.v1alpha1.DatabaseSpec;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Engine;
import dev.connectivity.api.v1alpha1.DatabaseSpec.Role;
import dev.connectivity.api.v1alpha1.DatabaseSpec.TlsMode;
import dev.connectivity.api.v1alpha1.Demands;
import dev.connectivity.api.v1alpha1.Notation;
import dev.connectivity.policy.Database.Demand;
import dev.connectivity.policy.Database.Source;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class DatabaseReader {

    private static final int POSTGRESQL_PORT = 5432;
    private static final int MYSQL_PORT = 3306;
    private static final Duration SHORTEST_LAG = Duration.ofSeconds(1);
    private static final DatabaseSpec.ProbeSpec NO_PROBE =
            new DatabaseSpec.ProbeSpec(null, null, null, null);

    private static final Timing TIMING = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(5));
    private static final Pacing.Circuit CIRCUIT = new Pacing.Circuit(3, Duration.ofSeconds(10), 2);

    /** None: while a database is down it is asked every second, whatever the interval. */
    private static final Pacing.Retry NO_RETRY =
            new Pacing.Retry(0, Duration.ofSeconds(1), Duration.ofSeconds(1));

    static Database read(DatabaseSpec spec, Set<String> secrets, Field field) {
        return new Database(
                field.at("engine").choice(spec.engine()),
                source(spec, secrets, field),
                Optional.ofNullable(spec.ca())
                        .map(ca -> new SecretKeyReader(secrets).key(ca, field.at("ca"))),
                demand(or(spec.probe(), NO_PROBE), field.at("probe")),
                pacing(spec, field),
                Optional.ofNullable(spec.pool()).map(it -> PoolReader.read(it, field.at("pool"))));
    }

    private static Demand demand(DatabaseSpec.ProbeSpec probe, Field field) {
        Role role = or(probe.role(), Role.ReadWrite);
        Optional<Duration> lag =
                Optional.ofNullable(probe.maxLag()).map(text -> field.at("maxLag").duration(text));
        field.at("maxLag")
                .demand(
                        lag.map(it -> role == Role.Any && it.compareTo(SHORTEST_LAG) >= 0)
                                .orElse(true),
                        Demands.MAX_LAG);
        return new Demand(role, lag);
    }

    private static int usualPort(@Nullable Engine engine) {
        return engine == Engine.MySQL ? MYSQL_PORT : POSTGRESQL_PORT;
    }

    private static Source source(DatabaseSpec spec, Set<String> secrets, Field field) {
        if (spec.url() == null) {
            return parts(spec, secrets, field);
        }
        field.demand(noPartsIn(spec), Demands.URL_OR_PARTS);
        return new Source.Url(new SecretKeyReader(secrets).key(spec.url(), field.at("url")));
    }

    private static boolean noPartsIn(DatabaseSpec spec) {
        return Stream.of(
                        spec.host(),
                        spec.port(),
                        spec.name(),
                        spec.username(),
                        spec.password(),
                        spec.tls())
                .allMatch(Objects::isNull);
    }

    private static Source parts(DatabaseSpec spec, Set<String> secrets, Field field) {
        field.demand(
                Stream.of(spec.host(), spec.name(), spec.username(), spec.password())
                        .allMatch(Objects::nonNull),
                Demands.COMPLETE_PARTS);
        var keys = new SecretKeyReader(secrets);
        return new Source.Parts(
                field.at("host").text(spec.host(), Notation.Host, 253),
                field.at("port").port(or(spec.port(), usualPort(spec.engine()))),
                field.at("name").text(spec.name(), Notation.DatabaseName, 63),
                keys.key(spec.username(), field.at("username")),
                keys.key(spec.password(), field.at("password")),
                or(spec.tls(), TlsMode.Require));
    }

    private static Pacing pacing(DatabaseSpec spec, Field field) {
        var probe = or(spec.probe(), NO_PROBE);
        var timing = Timing.read(probe.interval(), probe.timeout(), TIMING, field.at("probe"));
        return new Pacing(
                timing.interval(),
                timing.timeout(),
                NO_RETRY,
                CircuitReader.read(spec.circuit(), CIRCUIT, field.at("circuit")));
    }

    private DatabaseReader() {}
}
