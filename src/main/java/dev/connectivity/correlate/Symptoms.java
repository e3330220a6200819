package dev.connectivity.correlate;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.correlate.Standing.Failing;
import dev.connectivity.judge.Common;
import dev.connectivity.judge.Verdict;
import dev.connectivity.probe.Fact;
import dev.connectivity.probe.Fact.FamilyTried;
import dev.connectivity.probe.Fact.Tried;
import dev.connectivity.probe.Observation;
import dev.connectivity.probe.Outcome;
import dev.connectivity.probe.Question;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a dependency fares with each thing that it needs; some 350 bytes.
 *
 * @param standings from the widest to the narrowest, which is its host
 * @param families of a name with addresses of both: what one of them fails on while the other hides
 *     it
 */
public record Symptoms(List<Standing> standings, List<Standing> families) {

    /** The name server did not serve; with any other outcome it did. */
    private static final Set<Reason> OF_NAME_SERVERS =
            EnumSet.of(Reason.DNSTimeout, Reason.DNSServerFailure);

    /** What a network that does not carry an address family looks like. */
    private static final Set<Reason> OF_ROUTES =
            EnumSet.of(Reason.NetworkUnreachable, Reason.HostUnreachable, Reason.ConnectionTimeout);

    /** Of one whose address is wrong in itself, whoever else is asked. */
    private static final Set<Reason> OF_NONE =
            EnumSet.of(Reason.DestinationProhibited, Reason.Undetermined, Reason.RateLimited);

    private static final String UNNAMED = "of the cluster";

    /** Before its first attempt: as a verdict that was restored tells it. */
    public static Symptoms begin(Question question, Verdict verdict) {
        return new Symptoms(
                Need.of(question).stream()
                        .map(
                                need ->
                                        new Standing(
                                                need,
                                                failing(need, verdict, name(need, verdict)),
                                                Optional.empty()))
                        .toList(),
                List.of());
    }

    /** After an attempt. */
    public Symptoms after(Observation observation, Verdict verdict) {
        return new Symptoms(
                standings.stream().map(before -> after(before, observation, verdict)).toList(),
                families(observation));
    }

    /** All of them, for whoever looks for what they share. */
    Stream<Standing> all() {
        return Stream.concat(families.stream(), standings.stream());
    }

    /** Whether a family fails that the other one hides. */
    public boolean hidesFailure() {
        return families.stream().anyMatch(family -> family.failing().isPresent());
    }

    private List<Standing> families(Observation observation) {
        List<FamilyTried> tried =
                observation.facts().stream()
                        .filter(FamilyTried.class::isInstance)
                        .map(FamilyTried.class::cast)
                        .toList();
        boolean hidden = tried.stream().anyMatch(one -> one.tried() instanceof Tried.Connected);
        return tried.isEmpty()
                ? families
                : tried.stream().map(one -> family(one, hidden, observation)).toList();
    }

    private Standing family(FamilyTried one, boolean hidden, Observation observation) {
        Need need = new Need(Common.Kind.AddressFamily, one.family().name());
        Optional<Standing> before =
                families.stream().filter(its -> its.need().equals(need)).findFirst();
        Optional<Instant> well = before.flatMap(Standing::well);
        return switch (one.tried()) {
            case Tried.Connected _ ->
                    new Standing(need, Optional.empty(), Optional.of(observation.ended()));
            case Tried.Failed failed when hidden && blames(need, failed.reason()) -> {
                Instant since =
                        before.flatMap(Standing::failing)
                                .map(Failing::since)
                                .orElse(observation.began());
                yield new Standing(
                        need, Optional.of(new Failing(failed.reason(), since, need.key())), well);
            }
            case Tried.Failed _, Tried.NotTried _ -> new Standing(need, Optional.empty(), well);
        };
    }

    private static Standing after(Standing before, Observation observation, Verdict verdict) {
        Need need = before.need();
        Optional<Instant> well =
                serves(need, observation.outcome())
                        ? Optional.of(observation.ended())
                        : before.well();
        return new Standing(need, failing(need, verdict, name(need, observation, before)), well);
    }

    private static Optional<Failing> failing(Need need, Verdict verdict, String name) {
        boolean down = verdict.state() == Verdict.State.Down;
        return down && blames(need, verdict.reason())
                ? Optional.of(
                        new Failing(
                                verdict.reason(),
                                verdict.firstFailure().orElse(verdict.since()),
                                name))
                : Optional.empty();
    }

    private static boolean serves(Need need, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> true;
            case Outcome.Failed failed ->
                    failed.reason() == Reason.RateLimited
                            || need.kind() != Common.Kind.Host && !blames(need, failed.reason());
        };
    }

    private static boolean blames(Need need, Reason reason) {
        return switch (need.kind()) {
            case NameServer -> OF_NAME_SERVERS.contains(reason);
            case AddressFamily -> OF_ROUTES.contains(reason);
            case Host -> !OF_NONE.contains(reason);
        };
    }

    private static String name(Need need, Verdict verdict) {
        return verdict.common()
                .filter(common -> common.kind() == need.kind())
                .map(Common::name)
                .orElseGet(() -> unlearned(need));
    }

    private static String name(Need need, Observation observation, Standing before) {
        String known = before.failing().map(Failing::name).orElseGet(() -> unlearned(need));
        return need.equals(Need.NAME_SERVER)
                ? observation.facts().stream()
                        .filter(Fact.NameServer.class::isInstance)
                        .map(fact -> ((Fact.NameServer) fact).address())
                        .findFirst()
                        .orElse(known)
                : known;
    }

    /** What all of its attempts ask, whatever they fail on. */
    String host() {
        return standings.getLast().need().key();
    }

    private static String unlearned(Need need) {
        return need.equals(Need.NAME_SERVER) ? UNNAMED : need.key();
    }
}
