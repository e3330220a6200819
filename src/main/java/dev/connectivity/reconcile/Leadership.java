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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which of several replicas acts: the holder of one Lease. */
@ApplicationScoped
class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final String LEASE = "connectivity-operator";

    /** A leader killed outright is followed after at most this and one retry. */
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);

    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    /** The library has a standby look after up to 2.2 times this: well within the 3 s promised. */
    private static final Duration RETRY_PERIOD = Duration.ofMillis(500);

    private final KubernetesClient client;
    private final OperatorConfig.Pod pod;
    private volatile boolean shuttingDown;
    private volatile boolean leads;
    private volatile Optional<String> leader = Optional.empty();

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
        return new LeaderCallbacks(this::startedLeading, this::stoppedLeading, this::changedHands);
    }

    void startedLeading() {
        leads = true;
        LOG.infof("%s leads", pod.name());
    }

    private void changedHands(@Nullable String holder) {
        leader = Optional.ofNullable(holder).filter(it -> !it.isEmpty());
        LOG.infof("The leader is %s", holder);
    }

    boolean leads() {
        return leads;
    }

    /** Name of the pod that held the lease when it was last looked at; empty where none did. */
    Optional<String> leader() {
        return leader;
    }

    /** Another may act from now on, so this process must not, not even to end in good order. */
    private void stoppedLeading() {
        leads = false;
        if (!shuttingDown) {
            LOG.errorf(
                    "%s lost the lease, which it could not renew for %d s: the process ends, since"
                            + " another may act, and is started again",
                    pod.name(), RENEW_DEADLINE.toSeconds());
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
