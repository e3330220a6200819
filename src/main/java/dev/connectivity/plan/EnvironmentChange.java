package dev.connectivity.plan;

import java.util.Map;

/**
 * One server-side apply to the workload under the fallbacks' own field manager.
 *
 * @param annotations what the variables were before, for as long as a fallback is on
 * @param fields the rest of the apply: every variable that is held, since one left out would be
 *     given up
 * @param force take variables from the managers that hold them, each of which was found takable
 */
public record EnvironmentChange(
        String uid,
        String resourceVersion,
        Map<String, String> annotations,
        Map<String, Object> fields,
        boolean force) {}
