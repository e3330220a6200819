package dev.connectivity.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What waits for an API server that does not answer. A process that ended instead would be started
 * again ever more rarely, and be missing for minutes once it answers.
 */
final class FirstAnswer {

    private static final Logger LOG = Logger.getLogger(FirstAnswer.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Thread waiting;

    FirstAnswer(KubernetesClient client, Runnable then) {
        this.client = client;
        waiting = Thread.ofPlatform().daemon().name("start").unstarted(() -> await(then));
    }

    void begin() {
        waiting.start();
    }

    void end() {
        waiting.interrupt();
    }

    private void await(Runnable then) {
        try {
            boolean told = false;
            while (!answers(told)) {
                told = true;
                Thread.sleep(AGAIN);
            }
            then.run();
        } catch (InterruptedException e) {
            LOG.info("Stopped before the API server answered");
        }
    }

    /** A refusal is an answer: what follows says more of it. */
    private boolean answers(boolean told) {
        try {
            client.getKubernetesVersion();
            return true;
        } catch (KubernetesClientException e) {
            boolean answered = e.getCode() > 0;
            if (!answered && !told) {
                LOG.warn(
                        "The API server at %s does not answer. Waiting for it; if others reach it, look at NetworkPolicies of this namespace"
                                .formatted(client.getMasterUrl()),
                        e);
            }
            return answered;
        }
    }
}
