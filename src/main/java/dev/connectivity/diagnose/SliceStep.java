package dev.connectivity.diagnose;

import dev.connectivity.diagnose.Walk.Stage;
import dev.connectivity.diagnose.Walk.State;
import dev.connectivity.diagnose.Walk.Step;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the EndpointSlices of one Service offer to gateways. */
final class SliceStep {

    private SliceStep() {}

    /** Empty for a Service that does not exist. */
    static Optional<Step> of(String service, Scene scene) {
        boolean exists =
                scene.evidence().services().stream()
                        .anyMatch(it -> service.equals(it.getMetadata().getName()));
        return exists ? Optional.of(seen(service, scene)) : Optional.empty();
    }

    private static Step seen(String service, Scene scene) {
        List<EndpointSlice> slices =
                scene.evidence().slices().stream()
                        .filter(slice -> EndpointsNotReady.isOf(slice, service))
                        .toList();
        List<Endpoint> endpoints =
                slices.stream().flatMap(slice -> slice.getEndpoints().stream()).toList();
        String names =
                slices.stream()
                        .map(slice -> slice.getMetadata().getName())
                        .collect(Collectors.joining(", "));
        if (endpoints.isEmpty()) {
            return new Step(
                    Stage.Endpoints,
                    names.isEmpty() ? "of Service/" + service : "EndpointSlice/" + names,
                    State.Fails,
                    slices.isEmpty() ? "there is no EndpointSlice" : "no address");
        }
        long ready = endpoints.stream().filter(EndpointsNotReady::isReady).count();
        return new Step(
                Stage.Endpoints,
                "EndpointSlice/" + names,
                ready == 0 ? State.Fails : State.Well,
                "%d of %d %s ready%s"
                        .formatted(
                                ready,
                                endpoints.size(),
                                endpoints.size() == 1 ? "endpoint is" : "endpoints are",
                                foreign(endpoints, scene)));
    }

    /** Anybody in the namespace may write a slice, so that it may lead elsewhere. */
    private static String foreign(List<Endpoint> endpoints, Scene scene) {
        Set<String> own =
                scene.evidence().pods().stream()
                        .map(pod -> pod.getMetadata().getName())
                        .collect(Collectors.toSet());
        long others =
                endpoints.stream()
                        .filter(
                                endpoint ->
                                        endpoint.getTargetRef() == null
                                                || !own.contains(endpoint.getTargetRef().getName()))
                        .count();
        return others == 0 ? "" : ", " + others + " of them no pod of this workload";
    }
}
