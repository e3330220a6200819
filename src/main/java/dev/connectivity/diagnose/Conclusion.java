package dev.connectivity.diagnose;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.diagnose.Diagnosis.Reach;
import dev.connectivity.diagnose.Finding.Kind;
import dev.connectivity.diagnose.Route.Choice;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether the process answers where traffic is sent, and why it is said so. */
record Conclusion(Reach reach, Reason reason, String message) {

    private static final Set<Reason> OUT_OF_REACH =
            EnumSet.of(
                    Reason.PortMismatch,
                    Reason.PolicyPortRefused,
                    Reason.ListenerNotStarted,
                    Reason.ProcessCrashing,
                    Reason.NoReadyEndpoints,
                    Reason.SelectorMismatch,
                    Reason.TargetPortUnresolvable);

    /** They keep traffic out as far as no pod is ready. */
    private static final Set<Reason> NOT_READY =
            EnumSet.of(
                    Reason.ProbeInconsistent,
                    Reason.HealthEndpointFailing,
                    Reason.HealthEndpointNotFound);

    static Conclusion of(Scene scene, List<Finding> findings) {
        if (isServed(scene)) {
            // A wrong claim is worth saying even while traffic is served.
            return foremost(findings, finding -> finding.reason() == Reason.PolicyPortRefused)
                    .map(finding -> new Conclusion(Reach.Yes, finding.reason(), finding.message()))
                    .orElseGet(() -> new Conclusion(Reach.Yes, Reason.Reachable, served(scene)));
        }
        return foremost(findings, finding -> proves(finding, scene))
                .map(finding -> new Conclusion(Reach.No, finding.reason(), finding.message()))
                .or(
                        () ->
                                foremost(
                                                findings,
                                                finding -> finding.reason() == Reason.Undetermined)
                                        .map(
                                                finding ->
                                                        new Conclusion(
                                                                Reach.Unknown,
                                                                finding.reason(),
                                                                finding.message())))
                .orElseGet(
                        () -> new Conclusion(Reach.Unknown, Reason.Undetermined, missing(scene)));
    }

    private static Optional<Finding> foremost(List<Finding> findings, Predicate<Finding> which) {
        return findings.stream().filter(which).findFirst();
    }

    private static boolean proves(Finding finding, Scene scene) {
        boolean ofTemplate =
                finding.reason() == Reason.PortMismatch
                        && finding.subject().kind() == Kind.Deployment;
        boolean noneReady = scene.pods().running().stream().noneMatch(RunningPod::ready);
        return OUT_OF_REACH.contains(finding.reason()) && !ofTemplate
                || NOT_READY.contains(finding.reason()) && noneReady;
    }

    private static boolean isServed(Scene scene) {
        List<Route> routes = relevant(scene);
        if (routes.isEmpty()) {
            return scene.listener().services().isEmpty()
                    && scene.pods().running().stream()
                            .anyMatch(
                                    pod ->
                                            scene.answers().on(pod, scene.listener().port())
                                                    == Answer.Accepts);
        }
        boolean allFound =
                scene.listener().services().stream()
                        .allMatch(
                                named ->
                                        routes.stream()
                                                .anyMatch(
                                                        route ->
                                                                route.serviceName()
                                                                        .equals(named.name())));
        return allFound && routes.stream().allMatch(route -> route.serves(scene.answers()));
    }

    /**
     * Of a Service whose port nobody named, the ports that lead to the listener say it all; the
     * others may be there for something else.
     */
    private static List<Route> relevant(Scene scene) {
        return scene.routes().stream()
                .filter(
                        route ->
                                route.choice() == Choice.PortNamed
                                        || leads(route, scene)
                                        || scene.routes().stream()
                                                .filter(
                                                        other ->
                                                                other.serviceName()
                                                                        .equals(
                                                                                route
                                                                                        .serviceName()))
                                                .noneMatch(other -> leads(other, scene)))
                .toList();
    }

    private static boolean leads(Route route, Scene scene) {
        return route.leadsTo(scene.listener().port());
    }

    private static String served(Scene scene) {
        return scene.proven()
                ? scene.tally(scene.listener().port()) + "."
                : "A ready pod accepts wherever traffic is sent.";
    }

    private static String missing(Scene scene) {
        Pods pods = scene.pods();
        if (!pods.running().isEmpty()) {
            return "Not every running pod has been asked yet.";
        }
        if (!pods.onHostNetwork().isEmpty()) {
            return "The pods share their node's network, where the operator does not connect. Check"
                    + " them by hand.";
        }
        if (pods.starting().isEmpty()) {
            return "There is no pod to ask: the Deployment's pods are still to be made.";
        }
        return pods.starting().stream()
                .flatMap(Conclusion::waiting)
                .findFirst()
                .map("No pod runs yet; the first one waits: %s."::formatted)
                .orElse("No pod runs yet.");
    }

    /** The kubelet's word, such as {@code ImagePullBackOff}. */
    private static Stream<String> waiting(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .flatMap(
                        state ->
                                state == null || state.getWaiting() == null
                                        ? Stream.empty()
                                        : Stream.ofNullable(state.getWaiting().getReason()));
    }
}
