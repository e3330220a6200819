package dev.connectivity.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The API server, asked until it answers. */
final class FirstAnswer {

    private static final Logger LOG = Logger.getLogger(FirstAnswer.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private FirstAnswer() {}

    /** A refusal is an answer: what follows says more of it. */
    static void await(KubernetesClient client) throws InterruptedException {
        boolean told = false;
        while (!answers(client, told)) {
            told = true;
            Thread.sleep(AGAIN);
        }
    }

    private static boolean answers(KubernetesClient client, boolean told) {
        try {
            client.getKubernetesVersion();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 0 && !told) {
                LOG.warn(
                        "The API server at %s does not answer. Waiting for it; if others reach it, look at NetworkPolicies of this namespace"
                                .formatted(client.getMasterUrl()),
                        e);
            }
            return e.getCode() != 0;
        }
    }
}
