package dev.connectivity.reconcile;

import dev.connectivity.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Which of several replicas acts: the holder of one Lease. */
@ApplicationScoped
class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final String LEASE = "connectivity-operator";

    /** A leader killed outright is followed after at most this and one retry. */
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);

    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final OperatorConfig.Pod pod;
    private volatile boolean shuttingDown;

    Leadership(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        pod = config.pod();
    }

    LeaderElectionConfiguration election() {
        return new LeaderElectionConfiguration(
                LEASE,
                pod.namespace(),
                LEASE_DURATION,
                RENEW_DEADLINE,
                RETRY_PERIOD,
                pod.name(),
                callbacks(),
                false);
    }

    private LeaderCallbacks callbacks() {
        return new LeaderCallbacks(
                () -> LOG.infof("%s leads", pod.name()),
                this::stoppedLeading,
                leader -> LOG.infof("The leader is %s", leader));
    }

    /** Another may act from now on, so this process must not, not even to end in good order. */
    private void stoppedLeading() {
        if (!shuttingDown) {
            LOG.errorf("%s lost the lease", pod.name());
            Runtime.getRuntime().halt(1);
        }
    }

    /** From now on the loss of the lease is no accident. */
    void beginShutdown() {
        shuttingDown = true;
    }

    /** Hands the lease back at once instead of letting it expire. */
    void release() {
        try {
            Resource<Lease> lease = client.leases().inNamespace(pod.namespace()).withName(LEASE);
            Lease held = lease.get();
            if (held != null && pod.name().equals(held.getSpec().getHolderIdentity())) {
                held.getSpec().setHolderIdentity("");
                client.resource(held).update();
            }
        } catch (KubernetesClientException e) {
            // The process ends either way; the standby then waits for the lease to expire.
            LOG.warnf("The lease could not be handed back: %s", e.getMessage());
        }
    }
}
