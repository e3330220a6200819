package dev.connectivity.reconcile;

import dev.connectivity.apply.EventRecorder;
import dev.connectivity.apply.Releaser;
import dev.connectivity.apply.WorkloadApplier;
import dev.connectivity.config.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Makes the parts that know nothing of the container they run in. */
class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    WorkloadApplier applier(KubernetesClient client) {
        return new WorkloadApplier(client);
    }

    @Produces
    @Singleton
    Releaser releaser(KubernetesClient client) {
        return new Releaser(client);
    }

    @Produces
    @Singleton
    EventRecorder events(KubernetesClient client, OperatorConfig config, InstantSource clock) {
        return new EventRecorder(client, config.pod().name(), clock);
    }
}
