package dev.connectivity.web.health;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the operator itself is; all that somebody without a token is told. */
@Schema(description = "How this replica of the operator is. Says nothing of any policy.")
record OwnHealth(
        @Schema(description = "Whether it is ready to work.", examples = "Up") Status status,
        @Schema(description = "Its version.", examples = "0.1.0") String version,
        @Schema(description = "Whether this replica is the one that acts.") boolean leads) {

    /** Ready to work, or not. */
    @Schema(name = "OwnStatus")
    enum Status {
        Up,
        Down
    }
}
