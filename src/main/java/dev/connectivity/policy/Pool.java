package dev.connectivity.policy;

import dev.connectivity.api.v1alpha1.PoolSpec.Framework;
import dev.connectivity.policy.PoolSetting.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The connection pools of the workload's pods.
 *
 * @param url name of the variable that holds the connection URL
 * @param size that each pod's should have; empty: as it is
 * @param share percent of the server's usable connections
 * @param connectTimeout empty: left alone, as {@code acquireTimeout}
 * @param settings where the numbers are written
 */
public record Pool(
        Framework framework,
        String url,
        OptionalInt size,
        BigDecimal share,
        Optional<Duration> connectTimeout,
        Optional<Duration> acquireTimeout,
        List<PoolSetting> settings) {

    /** Every variable that may be written. */
    public Stream<String> variables() {
        return settings.stream()
                .flatMap(
                        setting ->
                                setting.place() == Place.UrlParameter
                                        ? Stream.of(url)
                                        : setting.names().stream())
                .distinct();
    }
}
