package dev.connectivity.reconcile;

import dev.connectivity.status.Known;
import jakarta.enterprise.context.ApplicationScoped;

/** What is done in objects of the operator's own, beside the corrections of other people's. */
@ApplicationScoped
class FollowUps {

    private final FallbackStage fallbacks;
    private final TrafficStage traffic;

    FollowUps(FallbackStage fallbacks, TrafficStage traffic) {
        this.fallbacks = fallbacks;
        this.traffic = traffic;
    }

    Known follow(Pass pass, Sight sight, Known known) {
        return traffic.follow(pass, sight, fallbacks.follow(pass, sight, known));
    }
}
