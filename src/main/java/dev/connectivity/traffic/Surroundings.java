package dev.connectivity.traffic;

import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What must be known of the cluster.
 *
 * @param clusterDomain in which names inside the cluster end
 * @param selector by which the workload's pods are selected
 * @param labels of the workload's pods
 * @param isService whether there is a Service of a namespace and a name
 */
public record Surroundings(
        String clusterDomain,
        Map<String, String> selector,
        Map<String, String> labels,
        BiPredicate<String, String> isService) {}
