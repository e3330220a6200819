package dev.connectivity.probe.http;

import dev.connectivity.api.v1alpha1.Reason;
import dev.connectivity.policy.HeaderDemand;
import dev.connectivity.policy.Upstream.Http;
import dev.connectivity.probe.Attempt;
import dev.connectivity.probe.AttemptFailed;
import java.time.Duration;

/**
 * What is demanded of an answer besides its status. Outcomes name what was declared, never what
 * came.
 */
final class Demanded {

    private Demanded() {}

    static void headers(AnswerHead head, Http declared) throws AttemptFailed {
        for (HeaderDemand demand : declared.responseHeaders()) {
            if (!demand.holds(head.values(demand.name()))) {
                throw new AttemptFailed(
                        Reason.HTTPHeaderUnexpected,
                        "header " + demand.name() + " is not as declared");
            }
        }
    }

    static void body(String body, Http declared) throws AttemptFailed {
        if (declared.body().filter(demand -> !demand.holds(body)).isPresent()) {
            throw new AttemptFailed(Reason.HTTPBodyUnexpected, "body is not as declared");
        }
    }

    /** How much of its time an attempt has used. */
    static Duration elapsed(Attempt attempt) {
        return attempt.limits().total().minus(attempt.deadline().left());
    }

    static void latency(Duration took, Http declared) throws AttemptFailed {
        if (declared.maxLatency().filter(most -> took.compareTo(most) > 0).isPresent()) {
            throw new AttemptFailed(Reason.HTTPResponseSlow, "after " + took.toMillis() + " ms");
        }
    }
}
