package dev.connectivity.judge;

import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.DependencyStatus;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus.IncidentStatus;
import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.judge.Verdict.State;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts as a status tells them, so that a restart neither flips a condition nor forgets an
 * incident that lasts. Counters start anew: one that is down counts as just confirmed, an open
 * circuit as just opened, one on trial begins its trial again, and one that flaps its quiet. A text
 * that is not ours is left out.
 */
public final class Restored {

    /** The database's name where dependencies are named together. */
    public static final String DATABASE = "database";

    private static final int CONFIRMED = 2;

    private Restored() {}

    /** By the upstream's name. */
    public static Map<String, Verdict> upstreams(ConnectivityPolicyStatus status, Instant now) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<DependencyStatus> upstreams =
                status.upstreams() == null ? List.of() : status.upstreams();
        for (DependencyStatus upstream : upstreams) {
            verdicts.put(
                    upstream.name(), from(upstream, shown(status, upstream(upstream.name())), now));
        }
        return verdicts;
    }

    public static Optional<Verdict> database(ConnectivityPolicyStatus status, Instant now) {
        return Optional.ofNullable(status.database())
                .map(database -> from(database, shown(status, DATABASE), now));
    }

    /** An upstream's name where dependencies are named together: {@code upstream/chatbot}. */
    public static String upstream(String name) {
        return "upstream/" + name;
    }

    /**
     * @param incident the dependency's own
     */
    public static Verdict from(
            DependencyStatus status, Optional<IncidentStatus> incident, Instant now) {
        State state = State.valueOf(status.state().name());
        Optional<Incident> restored = incident.flatMap(Restored::incident);
        boolean down = state == State.Down;
        Circuit circuit = Circuit.valueOf(status.circuit().name());
        Instant since = instant(status.since()).orElse(now);
        String text = status.message() == null ? "" : status.message();
        String message = Common.own(text);
        History history =
                switch (status.reason()) {
                    case Flapping ->
                            flapping(new Flaps.Episode(since, message, restored, circuit), now);
                    case TLSCertificateExpiringSoon -> expiring(message);
                    default -> History.NONE;
                };
        boolean plain = history.equals(History.NONE);
        return new Verdict(
                state,
                plain ? status.reason() : reason(state),
                plain ? message : "",
                since,
                down ? CONFIRMED : 0,
                0,
                new Breaker(circuit, now, 0),
                down ? Optional.of(restored.map(Incident::began).orElse(now)) : Optional.empty(),
                restored,
                Optional.empty(),
                history,
                Optional.ofNullable(status.cause())
                        .flatMap(cause -> Common.parse(cause, status.reason(), text)));
    }

    /** What stands beneath one that only told of something more. */
    private static Reason reason(State state) {
        return state == State.Up ? Reason.Reachable : Reason.Undetermined;
    }

    private static History flapping(Flaps.Episode episode, Instant now) {
        return new History(Flaps.restored(episode, now), Optional.empty(), Sampling.NONE);
    }

    private static History expiring(String message) {
        return new History(Flaps.NONE, Expiry.parse(message), Sampling.NONE);
    }

    /** The last one that the status tells of, where it is this dependency's. */
    static Optional<Incident> incident(ConnectivityPolicyStatus status, String dependency) {
        return shown(status, dependency).flatMap(Restored::incident);
    }

    private static Optional<IncidentStatus> shown(
            ConnectivityPolicyStatus status, String dependency) {
        return Optional.ofNullable(status.lastIncident())
                .filter(incident -> incident.dependency().equals(dependency));
    }

    private static Optional<Incident> incident(IncidentStatus status) {
        Optional<Duration> recovered = elapsed(status.recoveredAfter());
        return instant(status.began())
                .flatMap(
                        began ->
                                Elapsed.parse(status.detectedAfter())
                                        .map(
                                                after ->
                                                        new Incident(
                                                                status.reason(),
                                                                began,
                                                                began.plus(after),
                                                                elapsed(status.degradedAfter())
                                                                        .map(began::plus),
                                                                recovered.map(began::plus))));
    }

    private static Optional<Duration> elapsed(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Elapsed::parse);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
