package dev.connectivity.diagnose;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a process listens that no policy speaks of: the port that accepts on every running pod,
 * with the best claim to be meant.
 *
 * @param basis who names it
 * @param others accept on every running pod too
 */
public record Guess(int port, Basis basis, List<Integer> others) {

    /** Who names the port; the first has the best claim. */
    public enum Basis {
        /** A Service sends traffic there. */
        Service,
        /** The container's variable {@code PORT}, its probes or its declared ports. */
        Container,
        /** Nobody: it was found by asking the ports that web servers usually take. */
        Nobody
    }

    /** What frameworks and servers listen on where nobody says otherwise. */
    private static final List<Integer> USUAL =
            List.of(
                    3000, 3001, 8080, 8000, 5000, 80, 8081, 4000, 8888, 5173, 3002, 4200, 8001,
                    8443, 9000, 1337);

    private record Candidate(int port, Basis basis) {}

    /** Empty where no port accepts on every running pod, as far as they were asked. */
    public static Optional<Guess> of(Evidence evidence) {
        return Diagnoser.scene(evidence).flatMap(Guess::in);
    }

    /** More ports to ask on the pods of {@code asked}: the usual ones, and these. */
    public static Set<PodPort> more(Collection<PodPort> asked, Collection<Integer> ports) {
        return asked.stream()
                .flatMap(
                        pod ->
                                Stream.concat(ports.stream(), USUAL.stream())
                                        .map(port -> new PodPort(pod.pod(), pod.podIp(), port)))
                .filter(port -> !asked.contains(port))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Guess> in(Scene scene) {
        List<Candidate> open =
                asked(scene).stream()
                        .filter(port -> scene.on(port) == Consensus.Accepts)
                        .filter(port -> !isForElse(port, scene))
                        .map(port -> new Candidate(port, basis(port, scene)))
                        .sorted(
                                (one, other) ->
                                        one.basis() != other.basis()
                                                ? one.basis().compareTo(other.basis())
                                                : weigh(one.port(), other.port()))
                        .toList();
        return open.stream()
                .findFirst()
                .map(
                        best ->
                                new Guess(
                                        best.port(),
                                        best.basis(),
                                        open.stream().skip(1).map(Candidate::port).toList()));
    }

    private static SortedSet<Integer> asked(Scene scene) {
        return scene.evidence().connects().keySet().stream()
                .map(PodPort::port)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isForElse(int port, Scene scene) {
        boolean metrics =
                scene.container().getPorts().stream()
                        .anyMatch(
                                declared ->
                                        declared.getContainerPort() == port
                                                && declared.getName() != null
                                                && Ports.isForMetrics(declared.getName()));
        return metrics
                || scene.pods().running().stream()
                        .anyMatch(
                                pod ->
                                        Ports.belongsToAnother(
                                                port, scene.container().getName(), pod.spec()));
    }

    private static Basis basis(int port, Scene scene) {
        if (scene.allRoutes().stream().anyMatch(route -> route.leadsTo(port))) {
            return Basis.Service;
        }
        return Candidates.of(scene.container()).contains(port) ? Basis.Container : Basis.Nobody;
    }

    private static int weigh(int one, int other) {
        return Integer.compare(place(one), place(other));
    }

    private static int place(int port) {
        int place = USUAL.indexOf(port);
        return place < 0 ? USUAL.size() : place;
    }
}
