package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Finding.Subject;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The process listens, and still no pod of a Service is ready. */
final class EndpointsNotReady implements Check {

    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    /** Any other finding may be why. */
    private static final Set<Reason> NO_CAUSE =
            EnumSet.of(Reason.EnvironmentInconsistent, Reason.Undetermined);

    @Override
    public List<Finding> findings(Scene scene, List<Finding> before) {
        boolean explained =
                before.stream().anyMatch(finding -> !NO_CAUSE.contains(finding.reason()));
        if (!scene.proven() || explained) {
            return List.of();
        }
        return scene.routes().stream()
                .filter(route -> route.consensus(scene.answers()) == Consensus.Accepts)
                .filter(route -> !hasReadyEndpoint(route, scene))
                .map(Route::serviceName)
                .distinct()
                .map(service -> finding(service, scene))
                .toList();
    }

    /**
     * By either witness: a slice lags behind its pods, and anybody in the namespace may write one,
     * so its pod must be ours.
     */
    private static boolean hasReadyEndpoint(Route route, Scene scene) {
        List<RunningPod> pods = route.targets().stream().map(Route.Target::pod).toList();
        return pods.stream().anyMatch(RunningPod::ready)
                || scene.evidence().slices().stream()
                        .filter(slice -> isOf(slice, route.serviceName()))
                        .flatMap(slice -> slice.getEndpoints().stream())
                        .filter(EndpointsNotReady::isReady)
                        .anyMatch(endpoint -> pods.stream().anyMatch(pod -> isOf(endpoint, pod)));
    }

    static boolean isOf(EndpointSlice slice, String service) {
        return service.equals(slice.getMetadata().getLabels().get(SERVICE_LABEL));
    }

    static boolean isReady(Endpoint endpoint) {
        return endpoint.getConditions() == null
                || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    }

    private static boolean isOf(Endpoint endpoint, RunningPod pod) {
        return endpoint.getTargetRef() != null
                && pod.name().equals(endpoint.getTargetRef().getName())
                && endpoint.getAddresses().contains(pod.pod().getStatus().getPodIP());
    }

    private static Finding finding(String service, Scene scene) {
        String message =
                "Service %s has no ready endpoint: %s, but the kubelet does not find the pods ready. Look at their events for what the readiness probe says: kubectl describe pods --namespace %s"
                        .formatted(
                                service,
                                scene.tally(scene.listener().port()),
                                scene.evidence().policy().namespace());
        return new Finding(
                Reason.NoReadyEndpoints,
                new Subject(Kind.Service, service),
                "",
                "no ready endpoint",
                "at least one",
                message,
                Optional.empty());
    }
}
