package dev.connectivity.plan;

import dev.connectivity.diagnose.Finding.Subject;
import dev.connectivity.diagnose.Fix;
import java.util.List;
import java.util.Map;

/**
 * One server-side apply to one object.
 *
 * @param uid observed; an apply to an object made anew in the meantime must fail, not adopt it
 * @param resourceVersion observed; sent along where {@code force}, since the owners were judged at
 *     that version
 * @param fixes the fields that get another value
 * @param fields the whole apply body below {@code metadata}: the fixes, and every field that we
 *     already own, since one left out would be given up
 * @param force take the fields from the managers that hold them, each of which the plan found
 *     takable
 * @param rollsOut whether the pod template changes
 */
public record Change(
        Subject subject,
        String apiVersion,
        String uid,
        String resourceVersion,
        List<Fix> fixes,
        Map<String, Object> fields,
        boolean force,
        boolean rollsOut) {}
