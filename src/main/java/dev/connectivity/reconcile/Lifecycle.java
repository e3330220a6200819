package dev.connectivity.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Begins and ends the controller. Not left to the Quarkus extension: that knows nothing of {@code
 * triggerReconcilerOnAllEvents}, without which the loop never hears of a deletion.
 */
@ApplicationScoped
@Readiness
class Lifecycle implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final Leadership leadership;
    private final PolicyReconciler reconciler;
    private final Snapshots snapshots;
    private final Operator operator;
    private final FirstAnswer firstAnswer;

    Lifecycle(
            KubernetesClient client,
            Leadership leadership,
            PolicyReconciler reconciler,
            Snapshots snapshots,
            MeterRegistry meters) {
        firstAnswer = new FirstAnswer(client, this::startController);
        this.leadership = leadership;
        this.reconciler = reconciler;
        this.snapshots = snapshots;
        operator =
                new Operator(
                        configuration ->
                                configuration
                                        .withKubernetesClient(client)
                                        // The lease is handed back after the operator has stopped.
                                        .withCloseClientOnStop(false)
                                        .withLeaderElectionConfiguration(leadership.election())
                                        .withMetrics(
                                                new AggregatedMetrics(
                                                        List.of(
                                                                MicrometerMetricsV2.newBuilder(
                                                                                meters)
                                                                        .build(),
                                                                reconciler.succession()))));
    }

    void start(@Observes StartupEvent event) {
        operator.register(reconciler);
        firstAnswer.begin();
    }

    private void startController() {
        try {
            operator.start();
        } catch (RuntimeException e) {
            LOG.error("The controller could not be started, so the process ends", e);
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        firstAnswer.end();
        leadership.beginShutdown();
        operator.stop();
        snapshots.close();
        leadership.release();
    }

    /** Ready is what could act at once: the leader, and a standby whose caches are filled. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("controller")
                .status(
                        operator.getRuntimeInfo().isStarted()
                                && operator.getRuntimeInfo().allEventSourcesAreHealthy())
                .build();
    }
}
