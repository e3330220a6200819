package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.api.v1alpha1.ConnectivityPolicyStatus;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.plan.Plan;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Optional;

/**
 * The loop. Each pass looks at everything anew and remembers nothing: what must outlast it is in
 * the status or in managed fields, so a pass may end at any line and the next one goes on.
 */
@ControllerConfiguration(
        name = PolicyReconciler.NAME,
        fieldManager = StatusWriter.FIELD_MANAGER,
        triggerReconcilerOnAllEvents = true)
@GradualRetry(
        maxAttempts = Integer.MAX_VALUE,
        initialInterval = 500,
        intervalMultiplier = 2,
        maxInterval = 30_000)
public class PolicyReconciler implements Reconciler<ConnectivityPolicy> {

    static final String NAME = "connectivitypolicy";

    private final Stages stages;
    private final Farewell farewell;
    private final Reporter reporter;
    private final ClusterView clusterView;
    private Optional<Caches> caches = Optional.empty();

    PolicyReconciler(Stages stages, Farewell farewell, Reporter reporter, ClusterView clusterView) {
        this.stages = stages;
        this.farewell = farewell;
        this.reporter = reporter;
        this.clusterView = clusterView;
    }

    @Override
    public List<EventSource<?, ConnectivityPolicy>> prepareEventSources(
            EventSourceContext<ConnectivityPolicy> context) {
        Caches watched = new Caches(context);
        caches = Optional.of(watched);
        clusterView.lookInto(watched);
        return watched.eventSources();
    }

    @Override
    public UpdateControl<ConnectivityPolicy> reconcile(
            ConnectivityPolicy resource, Context<ConnectivityPolicy> context) {
        if (context.isPrimaryResourceDeleted() || resource.isMarkedForDeletion()) {
            return farewell.say(resource, context);
        }
        Pass pass = new Pass(resource, context, caches.orElseThrow());
        return switch (Admission.of(
                resource, pass.caches().policies(resource.getMetadata().getNamespace()))) {
            case Admission.Refused refused ->
                    reporter.report(pass, stages.refuse(pass, refused.problem()));
            case Admission.Admitted admitted ->
                    reporter.report(pass, look(pass, admitted.policy()));
        };
    }

    private Known look(Pass pass, Policy policy) {
        Sight sight = stages.gather(pass, policy);
        Optional<Diagnosis> diagnosis = stages.diagnose(sight);
        stages.watch(pass, sight, diagnosis);
        Optional<Plan> plan = stages.plan(pass, sight, diagnosis);
        Known known = stages.conclude(pass, sight, diagnosis, plan);
        return stages.enforce(pass, known, plan);
    }

    /** What the last status says, if there is one. */
    static Optional<ConnectivityPolicyStatus> status(ConnectivityPolicy resource) {
        return Optional.ofNullable(resource.getStatus());
    }
}
