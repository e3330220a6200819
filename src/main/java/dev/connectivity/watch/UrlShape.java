package dev.connectivity.watch;

import dev.connectivity.policy.Database;
import dev.connectivity.policy.Policy;
import dev.connectivity.policy.Pool;
import dev.connectivity.policy.PoolSetting.Place;
import dev.connectivity.watch.Secrets.Reading;
import java.util.Optional;

/**
 * All that is told of a connection URL in a Secret: whether parameters that are added to it follow
 * a {@code ?} or a {@code &}.
 */
final class UrlShape {

    private UrlShape() {}

    /** Empty where no pool is set by the URL's parameters, or the URL cannot be read. */
    static Optional<Boolean> hasQuery(Policy policy, Secrets secrets) {
        return policy.database()
                .filter(it -> it.pool().filter(UrlShape::isSetByUrl).isPresent())
                .flatMap(it -> hasQuery(policy, it, secrets));
    }

    private static boolean isSetByUrl(Pool pool) {
        return pool.settings().stream().anyMatch(it -> it.place() == Place.UrlParameter);
    }

    private static Optional<Boolean> hasQuery(Policy policy, Database database, Secrets secrets) {
        return switch (database.source()) {
            case Database.Source.Parts _ -> Optional.empty();
            case Database.Source.Url url ->
                    switch (secrets.read(policy.namespace(), url.key())) {
                        case Reading.Missing _ -> Optional.empty();
                        case Reading.Value value -> Optional.of(value.text().contains("?"));
                    };
        };
    }
}
