package dev.connectivity.fallback;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a port of a Service leads, as its slices say. */
public final class StandIns {

    /**
     * Ready endpoints of one port number.
     *
     * @param addresses as the slices spell them
     */
    public record Endpoints(int port, List<String> addresses) {}

    private StandIns() {}

    /** Empty where the Service has no such port; without addresses where nothing is ready. */
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
        return new Endpoints(
                number,
                serving.stream()
                        .filter(slice -> number(port, slice).equals(Optional.of(number)))
                        .flatMap(slice -> ready(slice).stream())
                        .toList());
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
