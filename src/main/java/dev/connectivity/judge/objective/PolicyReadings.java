package dev.connectivity.judge.objective;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All numbers of one policy's objectives, as of one moment: for metrics, and for whoever shows
 * them.
 *
 * @param answered by dependency
 */
public record PolicyReadings(
        String namespace,
        String policy,
        List<Standing> standings,
        List<Reading> readings,
        Map<String, Answered> answered) {

    /**
     * Parts of the samples within the window that were answered; empty without samples.
     *
     * @param first by the first attempt
     * @param repeated by that or a repeat
     */
    public record Answered(OptionalDouble first, OptionalDouble repeated) {}
}
