package dev.connectivity.fallback;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where a port of a Service leads, as its slices say. */
public final class StandIns {

    /**
     * Endpoints of one port number: the ready ones, or where there are none, those that do not end.
     *
     * @param addresses as the slices spell them
     */
    public record Endpoints(int port, List<String> addresses, boolean ready) {}

    private StandIns() {}

    /** Empty where the Service has no such port; not ready where nothing is. */
    public static Optional<Endpoints> of(Service service, int port, List<EndpointSlice> slices) {
        return service.getSpec().getPorts().stream()
                .filter(it -> it.getPort() == port)
                .findFirst()
                .map(it -> endpoints(it, slices));
    }

    /** Of several target ports, as pods of two versions may have them, that of the first slice. */
    private static Endpoints endpoints(ServicePort port, List<EndpointSlice> slices) {
        List<EndpointSlice> serving =
                slices.stream()
                        .filter(slice -> number(port, slice).isPresent())
                        .filter(slice -> !ready(slice).isEmpty())
                        .toList();
        int number =
                Stream.concat(serving.stream(), slices.stream())
                        .flatMap(slice -> number(port, slice).stream())
                        .findFirst()
                        .orElse(port.getPort());
        Predicate<EndpointSlice> ofNumber = it -> number(port, it).equals(Optional.of(number));
        List<String> ready =
                serving.stream().filter(ofNumber).flatMap(it -> ready(it).stream()).toList();
        return ready.isEmpty()
                ? new Endpoints(
                        number,
                        slices.stream().filter(ofNumber).flatMap(StandIns::lasting).toList(),
                        false)
                : new Endpoints(number, ready, true);
    }

    private static Stream<String> lasting(EndpointSlice slice) {
        return slice.getEndpoints().stream()
                .filter(
                        it ->
                                it.getConditions() == null
                                        || !Boolean.TRUE.equals(
                                                it.getConditions().getTerminating()))
                .flatMap(it -> it.getAddresses().stream());
    }

    private static Optional<Integer> number(ServicePort port, EndpointSlice slice) {
        String name = Objects.requireNonNullElse(port.getName(), "");
        return slice.getPorts().stream()
                .filter(it -> Objects.requireNonNullElse(it.getName(), "").equals(name))
                .map(EndpointPort::getPort)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static List<String> ready(EndpointSlice slice) {
        return slice.getEndpoints().stream()
                .filter(
                        it ->
                                it.getConditions() == null
                                        || !Boolean.FALSE.equals(it.getConditions().getReady()))
                .flatMap(it -> it.getAddresses().stream())
                .toList();
    }
}
