package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Observation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * A certificate that expires soon. Of several that are shown in turn, as by the members of a pool
 * of which some are renewed, the one that expires first counts.
 *
 * @param renewed attempts in a row that did not show one
 */
public record Expiry(Instant notAfter, int renewed) {

    /**
     * So often in a row another certificate must be seen until it is believed that all are renewed:
     * where half of a pool is, chance does it once in a thousand.
     */
    private static final int BELIEVED = 10;

    private static final String WORDS = "its certificate ends at ";

    /**
     * @param warning how long before its end a certificate is told; zero: never
     */
    static Optional<Expiry> after(
            Optional<Expiry> before, Observation observation, Duration warning) {
        Optional<Instant> shown = shown(observation);
        if (shown.isEmpty() && !observation.succeeded()) {
            return before;
        }
        Instant horizon = observation.ended().plus(warning);
        return shown.filter(end -> !warning.isZero() && end.isBefore(horizon))
                .map(end -> Optional.of(new Expiry(earlier(before, end), 0)))
                .orElseGet(() -> before.flatMap(Expiry::withoutOne));
    }

    private Optional<Expiry> withoutOne() {
        return renewed + 1 >= BELIEVED
                ? Optional.empty()
                : Optional.of(new Expiry(notAfter, renewed + 1));
    }

    /** While it is up: what must be done before it is not. */
    Verdict told(Verdict up) {
        return up.reading(
                up.state(),
                Reason.TLSCertificateExpiringSoon,
                words(),
                up.since(),
                up.breaker(),
                up.incident());
    }

    private String words() {
        return WORDS + notAfter.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What {@link #told} said; empty for any other text. */
    static Optional<Expiry> parse(String detail) {
        if (!detail.startsWith(WORDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Expiry(Instant.parse(detail.substring(WORDS.length())), 0));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Instant earlier(Optional<Expiry> before, Instant end) {
        return before.map(Expiry::notAfter).filter(known -> known.isBefore(end)).orElse(end);
    }

    private static Optional<Instant> shown(Observation observation) {
        return observation.facts().stream()
                .filter(Fact.CertificateExpiry.class::isInstance)
                .map(fact -> ((Fact.CertificateExpiry) fact).notAfter())
                .min(Comparator.naturalOrder());
    }
}
