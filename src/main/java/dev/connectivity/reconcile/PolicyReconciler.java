package dev.connectivity.reconcile;

import dev.connectivity.api.v1alpha1.ConnectivityPolicy;
import dev.connectivity.diagnose.Diagnosis;
import dev.connectivity.plan.Plan;
import dev.connectivity.policy.Policy;
import dev.connectivity.status.Known;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Map;
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
@Dependent
public class PolicyReconciler implements Reconciler<ConnectivityPolicy> {

    static final String NAME = "connectivitypolicy";

    private final Stages stages;
    private final FollowUps followUps;
    private final Farewell farewell;
    private final Reporter reporter;
    private final Opening opening;
    private final PassTimer timer;
    private final Namesakes namesakes = new Namesakes();
    private volatile Optional<Caches> caches = Optional.empty();

    PolicyReconciler(
            Stages stages,
            FollowUps followUps,
            Farewell farewell,
            Reporter reporter,
            Opening opening,
            PassTimer timer) {
        this.stages = stages;
        this.followUps = followUps;
        this.farewell = farewell;
        this.reporter = reporter;
        this.opening = opening;
        this.timer = timer;
    }

    @Override
    public List<EventSource<?, ConnectivityPolicy>> prepareEventSources(
            EventSourceContext<ConnectivityPolicy> context) {
        Caches watched = new Caches(context);
        caches = Optional.of(watched);
        opening.watching(watched);
        return watched.eventSources();
    }

    @Override
    public UpdateControl<ConnectivityPolicy> reconcile(
            ConnectivityPolicy resource, Context<ConnectivityPolicy> context) {
        Pass pass = new Pass(resource, context, caches.orElseThrow());
        opening.begin(pass);
        return timer.time(() -> run(pass));
    }

    @Override
    public ErrorStatusUpdateControl<ConnectivityPolicy> updateErrorStatus(
            ConnectivityPolicy resource, Context<ConnectivityPolicy> context, Exception e) {
        return Departed.isSaid(e, resource)
                ? ErrorStatusUpdateControl.<ConnectivityPolicy>noStatusUpdate().withNoRetry()
                : ErrorStatusUpdateControl.defaultErrorProcessing();
    }

    private Ending run(Pass pass) {
        ConnectivityPolicy resource = pass.resource();
        namesakes.predecessor(resource).ifPresent(uid -> farewell.forget(uid, pass));
        if (pass.context().isPrimaryResourceDeleted()) {
            return Ending.unchanged(end(pass));
        }
        if (resource.isMarkedForDeletion()) {
            return Ending.unchanged(farewell.say(pass));
        }
        if (pass.policyIsNew()) {
            pass.caches().wakeRivals(resource);
        }
        return switch (Admission.of(resource, pass.caches().policies(pass.namespace()))) {
            case Admission.Refused refused ->
                    reporter.report(pass, stages.refuse(pass, refused.problem()));
            case Admission.Admitted admitted ->
                    reporter.report(pass, look(pass, admitted.policy()));
        };
    }

    /** What is there under the name all the same has a pass of its own after this. */
    private UpdateControl<ConnectivityPolicy> end(Pass pass) {
        if (pass.caches().holds(pass.resource())) {
            return UpdateControl.noUpdate();
        }
        namesakes.forget(pass.resource());
        return farewell.say(pass);
    }

    /**
     * To be among the framework's metrics: nothing else is told that it has let go of a name.
     * Events of a policy that was made anew in the meantime are lost with it.
     */
    Metrics succession() {
        return new Metrics() {
            @Override
            public void cleanupDone(ResourceID name, Map<String, Object> metadata) {
                caches.ifPresent(it -> it.begin(name));
            }
        };
    }

    private Known look(Pass pass, Policy policy) {
        Sight sight = stages.gather(pass, policy);
        Optional<Diagnosis> diagnosis = stages.diagnose(sight);
        stages.watch(pass, sight, diagnosis);
        Optional<Plan> plan = stages.plan(pass, sight, diagnosis);
        Known known = stages.conclude(pass, sight, diagnosis, plan);
        Known followed = followUps.follow(pass, sight, known);
        return stages.enforce(pass, followed, plan);
    }
}
